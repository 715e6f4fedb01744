using System.Net;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>The body of one attempt: the call's messages from the first on, as they come.</summary>
internal sealed class RequestContent : HttpContent
{
    private readonly RequestLog _log;
    private readonly bool _streaming;

    public RequestContent(RequestLog log, bool streaming)
    {
        _log = log;
        _streaming = streaming;
        Headers.TryAddWithoutValidation("Content-Type", GrpcContentType.Value);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The server should hear of the call before its first message.
        if (_streaming) await stream.FlushAsync(cancellationToken);

        for (var i = 0; await _log.GetAsync(i, cancellationToken) is { } message; i++)
        {
            await stream.WriteAsync(message, cancellationToken);
            if (_streaming) await stream.FlushAsync(cancellationToken);
            _log.Written(i);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
