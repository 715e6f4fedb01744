namespace NATS.Client.Core.Internal;

/// <summary>Where a server listens. Without credentials: what is logged must not give them away.</summary>
internal readonly record struct ServerAddress(string Host, int Port)
{
    private const int DefaultPort = 4222;

    public Uri ToUri() => new UriBuilder("nats", Host, Port).Uri;

    public override string ToString() => ToUri().GetLeftPart(UriPartial.Authority);

    /// <summary>Reads <c>nats://user:password@host:port</c> or <c>host:port</c>, as in URLs of ours and in INFO's connect_urls.</summary>
    /// <exception cref="NatsException">It is no URL, or one of a kind of connection that NATS does not have.</exception>
    /// <exception cref="NotSupportedException">It asks for TLS or WebSockets.</exception>
    public static ServerAddress Parse(string url, out string userInfo)
    {
        var text = url.Trim();
        if (!Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"nats://{text}", UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            throw new NatsException("A server's URL must look like nats://[user:password@]host[:port]");
        if (uri.Scheme is "tls" or "ws" or "wss")
            throw new NotSupportedException($"Connections by {uri.Scheme}:// need the official NATS.Net package.");
        if (uri.Scheme != "nats")
            throw new NatsException($"A server's URL must begin with nats://, not with {uri.Scheme}://");
        userInfo = uri.UserInfo;
        return new ServerAddress(uri.Host, uri.Port > 0 ? uri.Port : DefaultPort);
    }
}
