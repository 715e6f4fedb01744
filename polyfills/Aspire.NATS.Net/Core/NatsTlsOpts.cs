using System.Net.Security;

namespace NATS.Client.Core;

/// <summary>Encryption. Connections here are plain: asking for TLS throws <see cref="NotSupportedException"/>, use the official NATS.Net package for it.</summary>
public sealed record NatsTlsOpts
{
    public static readonly NatsTlsOpts Default = new();

    public string? CertFile { get; init; }

    public string? KeyFile { get; init; }

    public string? KeyFilePassword { get; init; }

    public string? CertBundleFile { get; init; }

    public string? CertBundleFilePassword { get; init; }

    public Func<SslClientAuthenticationOptions, ValueTask>? ConfigureClientAuthentication { get; init; }

    public string? CaFile { get; init; }

    public bool InsecureSkipVerify { get; init; }

    public TlsMode Mode { get; init; }

    internal bool IsDemanded =>
        Mode is TlsMode.Require or TlsMode.Implicit
        || (Mode is not TlsMode.Disable && (CertFile ?? KeyFile ?? CertBundleFile ?? CaFile) is not null)
        || (Mode is not TlsMode.Disable && ConfigureClientAuthentication is not null);
}
