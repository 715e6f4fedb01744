namespace Grpc.Net.Wire;

/// <summary>The header names of gRPC over HTTP/2.</summary>
internal static class WireHeaders
{
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string PreviousAttempts = "grpc-previous-rpc-attempts";
    public const string RetryPushback = "grpc-retry-pushback-ms";

    /// <summary>Set in a call's own metadata, it chooses the compression of the messages that this side sends.</summary>
    public const string CompressionRequest = "grpc-internal-encoding-request";

    public const string Identity = "identity";

    /// <summary>Belongs to HTTP or to gRPC, not to the application.</summary>
    public static bool IsReservedInRequest(string name) =>
        name.StartsWith(':')
        || Is(name, Encoding) || Is(name, AcceptEncoding) || Is(name, Timeout)
        || Is(name, "content-type") || Is(name, "content-encoding") || Is(name, "te") || Is(name, "host") || Is(name, "accept-encoding");

    /// <summary>Belongs to HTTP or to gRPC, not to the application.</summary>
    public static bool IsReservedInResponse(string name) =>
        name.StartsWith(':')
        || Is(name, Status) || Is(name, Message) || Is(name, Encoding) || Is(name, AcceptEncoding)
        || Is(name, "content-type") || Is(name, "content-encoding");

    private static bool Is(string name, string reserved) => string.Equals(name, reserved, StringComparison.OrdinalIgnoreCase);
}
