using Grpc.Net.Wire;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Ends a call whose <c>grpc-timeout</c> has passed, whatever its handler does, and then cancels the handler.</summary>
internal sealed class ServerDeadline : IAsyncDisposable
{
    private readonly ServerCall _call;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _cancellation;
    private readonly Lock _gate = new();
    private readonly DeadlineTimer _timer;
    private Task _exceeded = Task.CompletedTask;
    private bool _disposed;

    private ServerDeadline(ServerCall call, ILogger logger, TimeSpan timeout)
    {
        _call = call;
        _logger = logger;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(call.HttpContext.RequestAborted);
        CancellationToken = _cancellation.Token;
        At = DeadlineTimer.Now + timeout;
        _timer = new DeadlineTimer(At, OnPassed);
    }

    /// <summary>UTC.</summary>
    public DateTime At { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Null where the client named no timeout, or none that can be read.</summary>
    public static ServerDeadline? Start(ServerCall call, ILogger logger)
    {
        var header = call.HttpContext.Request.Headers[WireHeaders.Timeout];
        if (header.Count == 0) return null;
        if (header.Count == 1 && TimeoutHeader.TryDecode(header, out var timeout) && timeout > TimeSpan.Zero)
            return new ServerDeadline(call, logger, timeout);

        ServerLog.TimeoutIgnored(logger, header.ToString());
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
            _disposed = true;

        _timer.Dispose();
        await _exceeded;
        _cancellation.Dispose();
    }

    private void OnPassed()
    {
        lock (_gate)
        {
            if (!_disposed) _exceeded = Task.Run(ExceedAsync);
        }
    }

    private async Task ExceedAsync()
    {
        try
        {
            ServerLog.DeadlineExceeded(_logger, _call.Method);
            await _call.ExceedDeadlineAsync();
        }
        catch (Exception e)
        {
            ServerLog.DeadlineFailed(_logger, e, _call.Method);
        }

        await _cancellation.CancelAsync();
    }
}
