using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>The peer that is not ours: a node process with @grpc/grpc-js, as server of Echo and as client of anything.</summary>
public sealed class GrpcJsPeer : IAsyncLifetime
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _pending = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;
    private Task? _reading;
    private int _lastId;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _process = Process.Start(new ProcessStartInfo("node", "peer.js")
        {
            WorkingDirectory = Repository.NodePackage("Polyfills", "Grpc", "peer"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("node could not be started.");
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput), ReadErrorsAsync(_process.StandardError));
        Address = new Uri($"http://127.0.0.1:{await _port.Task.WaitAsync(TimeSpan.FromSeconds(60))}");
    }

    /// <summary>Sends a command (see peer.js) and waits for its answer.</summary>
    public async Task<JsonObject> AskAsync(object command)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _pending[id] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        var line = JsonSerializer.SerializeToNode(command)!.AsObject();
        line["id"] = id;
        lock (_pending)
            _process!.StandardInput.WriteLine(line.ToJsonString());
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _reading!;
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            var answer = JsonNode.Parse(line)!.AsObject();
            if (answer["port"] is { } port)
                _port.TrySetResult(port.GetValue<int>());
            else if (_pending.TryRemove(answer["id"]!.GetValue<int>(), out var pending))
                pending.TrySetResult(answer);
        }
    }

    private async Task ReadErrorsAsync(StreamReader errors)
    {
        var text = await errors.ReadToEndAsync();
        var failure = new InvalidOperationException($"The gRPC peer ended: {text}");
        _port.TrySetException(failure);
        foreach (var pending in _pending.Values)
            pending.TrySetException(failure);
    }
}
