namespace NATS.Client.Core.Internal;

/// <summary>User and password, or a token.</summary>
internal readonly record struct Credentials(string? User, string? Password, string? Token)
{
    /// <summary>The options' credentials, or else those of the first URL: <c>user:password@</c> or <c>token@</c>.</summary>
    public static NatsOpts ReadFromUrl(NatsOpts opts)
    {
        if (!opts.AuthOpts.IsAnonymous)
            return opts;
        ServerAddress.Parse(opts.Url.Split(',', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "", out var userInfo);
        if (userInfo.Length == 0)
            return opts;

        var separator = userInfo.IndexOf(':', StringComparison.Ordinal);
        var auth = separator < 0
            ? opts.AuthOpts with { Token = Uri.UnescapeDataString(userInfo) }
            : opts.AuthOpts with { Username = Uri.UnescapeDataString(userInfo[..separator]), Password = Uri.UnescapeDataString(userInfo[(separator + 1)..]) };
        return opts with { AuthOpts = auth };
    }

    /// <exception cref="NotSupportedException">The options ask for JWT or NKeys.</exception>
    public static async ValueTask<Credentials> GetAsync(NatsAuthOpts auth, ServerAddress server, CancellationToken cancellationToken)
    {
        if (auth.NeedsKeys)
            throw new NotSupportedException("Authentication by JWT, NKey or credentials file needs the official NATS.Net package.");
        if (auth.AuthCredCallback is not { } callback)
            return new Credentials(auth.Username, auth.Password, auth.Token);
        var credentials = await callback(server.ToUri(), cancellationToken);
        return new Credentials(credentials.Username, credentials.Password, credentials.Token);
    }
}
