using System.Text.Json.Serialization;

namespace NATS.Client.Core.Internal;

/// <summary>The JSON of CONNECT, see docs.nats.io, "Client protocol".</summary>
internal sealed record ConnectOptions
{
    public bool Verbose { get; init; }

    public bool Pedantic { get; init; }

    public bool Echo { get; init; }

    public bool Headers { get; init; }

    /// <summary>Whether the server answers a request that nobody listens to.</summary>
    public bool NoResponders { get; init; }

    public required string Name { get; init; }

    [JsonPropertyName("lang")]
    public string Language { get; init; } = ".NET";

    public string Version { get; init; } = "2.7.0";

    /// <summary>1: we take INFO at any time.</summary>
    public int Protocol { get; init; } = 1;

    public string? User { get; init; }

    [JsonPropertyName("pass")]
    public string? Password { get; init; }

    [JsonPropertyName("auth_token")]
    public string? Token { get; init; }

    public static ConnectOptions For(NatsOpts opts, ServerInfo server, Credentials credentials) => new()
    {
        Verbose = opts.Verbose,
        Echo = opts.Echo,
        Headers = opts.Headers && server.HeadersSupported,
        NoResponders = opts.Headers && server.HeadersSupported,
        Name = opts.Name,
        User = credentials.User,
        Password = credentials.Password,
        Token = credentials.Token,
    };
}
