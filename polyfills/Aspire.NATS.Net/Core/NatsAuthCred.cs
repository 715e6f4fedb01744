namespace NATS.Client.Core;

/// <summary>One kind of credentials; see <see cref="NatsAuthOpts.AuthCredCallback"/>.</summary>
public readonly struct NatsAuthCred
{
    internal string? Username { get; private init; }

    internal string? Password { get; private init; }

    internal string? Token { get; private init; }

    public static NatsAuthCred FromUserInfo(string username, string password) => new() { Username = username, Password = password };

    public static NatsAuthCred FromToken(string token) => new() { Token = token };
}
