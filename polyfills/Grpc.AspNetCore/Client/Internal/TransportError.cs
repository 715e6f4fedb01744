using System.Net.Sockets;
using System.Text;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>What an exception of the HTTP handler means for the call.</summary>
internal static class TransportError
{
    public static Status ToStatus(string summary, Exception error) => error is RpcException rpc
        ? rpc.Status
        : new Status(ToStatusCode(error), $"{summary} {Describe(error)}", error);

    private static StatusCode ToStatusCode(Exception error)
    {
        StatusCode? code = null;
        var isConnection = false;
        for (var current = error; current is not null; current = current.InnerException)
        {
            if (current is HttpProtocolException protocol) code = ToStatusCode(protocol.ErrorCode);
            isConnection |= current is SocketException or IOException and not HttpProtocolException;
        }

        return code ?? (isConnection ? StatusCode.Unavailable : StatusCode.Internal);
    }

    /// <summary>The HTTP/2 error codes, as the gRPC specification maps them.</summary>
    private static StatusCode ToStatusCode(long http2ErrorCode) => http2ErrorCode switch
    {
        0x7 => StatusCode.Unavailable, // REFUSED_STREAM
        0x8 => StatusCode.Cancelled, // CANCEL
        0xb => StatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xc => StatusCode.PermissionDenied, // INADEQUATE_SECURITY
        _ => StatusCode.Internal,
    };

    private static string Describe(Exception error)
    {
        var text = new StringBuilder();
        for (var current = error; current is not null; current = current.InnerException)
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(current.GetType().Name).Append(": ").Append(current.Message);
        }

        return text.ToString();
    }
}
