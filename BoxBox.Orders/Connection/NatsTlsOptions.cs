namespace BoxBox.Orders.Connection;

/// <summary>
/// Certificates for the way to NATS, in PEM files; section <c>Nats:Tls</c>. With any of them, or a connection string that begins with <c>tls://</c>, a
/// server without TLS is refused; without, TLS is used where the server offers it, and its certificate is checked as this machine checks any.
/// </summary>
public sealed class NatsTlsOptions : IValidatableObject
{
    /// <summary>The authority that signed the server's certificate, where this machine does not know it. Default none.</summary>
    [ReadableFile]
    public string? CaFile { get; set; }

    /// <summary>Our own certificate, where the server asks for one. Default none.</summary>
    [ReadableFile]
    public string? CertFile { get; set; }

    /// <summary>The private key of <see cref="CertFile"/>, without a password. Default none.</summary>
    [ReadableFile]
    public string? KeyFile { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OrNull(CertFile) is null != OrNull(KeyFile) is null)
            yield return new ValidationResult("Nats:Tls:CertFile and Nats:Tls:KeyFile belong together: give both or none.");
    }

    internal NatsTlsOpts ApplyTo(NatsTlsOpts tls) => tls with { CaFile = OrNull(CaFile), CertFile = OrNull(CertFile), KeyFile = OrNull(KeyFile) };

    // An orchestrator's optional setting that nobody set.
    private static string? OrNull(string? path) => path is { Length: > 0 } ? path : null;
}
