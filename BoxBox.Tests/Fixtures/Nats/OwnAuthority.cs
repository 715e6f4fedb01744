using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BoxBox.Tests.Fixtures.Nats;

/// <summary>A certificate authority that only the test knows, with certificates for a server on this machine and for its clients, in PEM files.</summary>
internal sealed class OwnAuthority : IDisposable
{
    private static readonly DateTimeOffset Begin = TimeProvider.System.GetUtcNow().AddDays(-1);

    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _authority;

    public OwnAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Box Box test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _authority = request.CreateSelfSigned(Begin, Begin.AddDays(30));
        CaFile = _folder.Write("ca.pem", _authority.ExportCertificatePem());
        Server = Issue("server");
        Client = Issue("client");
    }

    public string CaFile { get; }

    public (string CertFile, string KeyFile) Server { get; }

    public (string CertFile, string KeyFile) Client { get; }

    /// <summary>A nats-server's configuration: TLS only, and clients must show a certificate of this authority; with more time for it than the 2 s that a busy machine exceeds.</summary>
    public string ServerConfiguration => $$"""
        tls { cert_file: "{{Server.CertFile}}", key_file: "{{Server.KeyFile}}", ca_file: "{{CaFile}}", verify: true, timeout: 30 }
        """;

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private (string, string) Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, Begin, Begin.AddDays(20), [(byte)name.Length]);
        return (_folder.Write($"{name}.pem", certificate.ExportCertificatePem()), _folder.Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()));
    }
}
