namespace Grpc.Net.Wire;

/// <summary>The content type of gRPC messages.</summary>
internal static class GrpcContentType
{
    public const string Value = "application/grpc";

    /// <summary>True also with a suffix (<c>+proto</c>) or parameters.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(Value, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == Value.Length || contentType[Value.Length] is ';' or '+');
}
