using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace BoxBox.PaddockGateway.Live;

/// <summary>Writes one client's event stream: events as they come, and a comment line in between.</summary>
internal sealed class SseConnection(HttpResponse response, TimeSpan heartbeat, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly PeriodicTimer _heartbeat = new(heartbeat, time);

    /// <summary>Sends the headers and the first line at once, before there is any event.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await SendAsync(LiveFrame.Retry, cancellationToken);
    }

    public Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken) => SendAsync([frame], cancellationToken);

    /// <summary>Writes all of it, then waits until the client has room for it.</summary>
    public async Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> frames, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            foreach (var frame in frames)
                response.BodyWriter.Write(frame.Span);
            await response.BodyWriter.FlushAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends a comment line every so often, until cancelled.</summary>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        while (await _heartbeat.WaitForNextTickAsync(cancellationToken))
            await SendAsync(LiveFrame.Heartbeat, cancellationToken);
    }

    public void Dispose()
    {
        _heartbeat.Dispose();
        _turn.Dispose();
    }
}
