using Grpc.Core;

namespace Grpc.Net.Wire;

/// <summary>What a message that cannot be read or written ends its call with.</summary>
internal static class MessageStatus
{
    public static RpcException ReceivedTooLong(long length, int max) =>
        Error(StatusCode.ResourceExhausted, $"Received message exceeds the maximum configured message size ({length} > {max} bytes).");

    public static RpcException SentTooLong(long length, int max) =>
        Error(StatusCode.ResourceExhausted, $"Sending message exceeds the maximum configured message size ({length} > {max} bytes).");

    public static RpcException BadFlag(byte flag) => Error(StatusCode.Internal, $"A message's compressed flag is 0 or 1, not {flag}.");

    public static RpcException Truncated() => Error(StatusCode.Internal, "The stream ended inside a message.");

    public static RpcException Missing() => Error(StatusCode.Internal, "The stream ended without its one message.");

    public static RpcException MoreThanOne() => Error(StatusCode.Internal, "Another message came where there is only one.");

    public static RpcException CompressedWithoutEncoding() => Error(StatusCode.Internal, "A message is flagged as compressed, but no grpc-encoding was sent.");

    public static RpcException Corrupt(Exception cause) =>
        new(new Status(StatusCode.Internal, "A compressed message could not be decompressed.", cause));

    /// <summary>Its trailers tell the peer what it may use instead.</summary>
    public static RpcException UnknownEncoding(string encoding, IReadOnlyList<string> supported) => new(
        new Status(StatusCode.Unimplemented, $"Unsupported grpc-encoding '{encoding}'. Supported: {string.Join(", ", supported)}."),
        new Metadata { { WireHeaders.AcceptEncoding, string.Join(',', supported) } });

    private static RpcException Error(StatusCode code, string detail) => new(new Status(code, detail));
}
