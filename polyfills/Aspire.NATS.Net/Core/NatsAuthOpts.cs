namespace NATS.Client.Core;

/// <summary>Who we are to the server. User with password, and token, are supported here; JWT and NKeys need the official NATS.Net package.</summary>
public record NatsAuthOpts
{
    public static readonly NatsAuthOpts Default = new();

    public string? Username { get; init; }

    public string? Password { get; init; }

    public string? Token { get; init; }

    public string? Jwt { get; init; }

    public string? NKey { get; init; }

    public string? Seed { get; init; }

    public string? Creds { get; init; }

    public string? CredsFile { get; init; }

    public string? NKeyFile { get; init; }

    /// <summary>Asked for credentials on each connect.</summary>
    public Func<Uri, CancellationToken, ValueTask<NatsAuthCred>>? AuthCredCallback { get; init; }

    public bool IsAnonymous =>
        string.IsNullOrEmpty(Username)
        && string.IsNullOrEmpty(Password)
        && string.IsNullOrEmpty(Token)
        && AuthCredCallback is null
        && !NeedsKeys;

    internal bool NeedsKeys =>
        !string.IsNullOrEmpty(Jwt)
        || !string.IsNullOrEmpty(NKey)
        || !string.IsNullOrEmpty(Seed)
        || !string.IsNullOrEmpty(Creds)
        || !string.IsNullOrEmpty(CredsFile)
        || !string.IsNullOrEmpty(NKeyFile);
}
