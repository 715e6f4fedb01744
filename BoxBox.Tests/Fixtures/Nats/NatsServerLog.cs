namespace BoxBox.Tests.Fixtures.Nats;

/// <summary>Reads what a server logs, to the end, and keeps its last lines for error messages.</summary>
internal sealed class NatsServerLog
{
    private const int LinesKept = 100;

    private readonly Queue<string> _lines = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NatsServerLog(StreamReader log) => _ = ReadAsync(log);

    /// <exception cref="InvalidOperationException">The server ended instead.</exception>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _ready.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"nats-server is not ready:\n{Text()}");
        }
    }

    private async Task ReadAsync(StreamReader log)
    {
        try
        {
            while (await log.ReadLineAsync() is { } line)
            {
                Keep(line);
                if (line.EndsWith("Server is ready", StringComparison.Ordinal))
                    _ready.TrySetResult();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process was killed while we read.
        }

        var text = Text();
        _ready.TrySetException(text.Contains("address already in use", StringComparison.Ordinal)
            ? new NatsServerPortTakenException(text)
            : new InvalidOperationException($"nats-server ended:\n{text}"));
    }

    private void Keep(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept)
                _lines.Dequeue();
        }
    }

    private string Text()
    {
        lock (_lines)
            return string.Join('\n', _lines);
    }
}
