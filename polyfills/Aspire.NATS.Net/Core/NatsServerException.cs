namespace NATS.Client.Core;

/// <summary>The server's <c>-ERR</c>.</summary>
public sealed class NatsServerException : NatsException
{
    private static readonly string[] AuthErrors =
        ["authorization violation", "user authentication expired", "user authentication revoked", "account authentication expired"];

    public NatsServerException(string error)
        : base($"Server error: {error}")
    {
        Error = error.ToLowerInvariant();
        IsAuthError = Array.Exists(AuthErrors, Error.Contains);
    }

    /// <summary>What the server said, in lower case.</summary>
    public string Error { get; }

    public bool IsAuthError { get; }
}
