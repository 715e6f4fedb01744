namespace NATS.Client.Core;

public enum TlsMode
{
    /// <summary>TLS where the URL's scheme is tls, or a certificate is set.</summary>
    Auto,

    Prefer,

    Require,

    Implicit,

    Disable,
}
