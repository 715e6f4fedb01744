using BoxBox.Benchmarks.Http;
using BoxBox.Tifosi.Load;

namespace BoxBox.Benchmarks.Measures;

/// <summary>Many who listen to the live stream.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly List<LiveClient> _clients;
    private readonly Task _listening;

    private Crowd(List<LiveClient> clients, long untilEach)
    {
        _clients = clients;
        _listening = Task.WhenAll(clients.Select(client => client.ListenAsync(untilEach, _over.Token)));
    }

    /// <summary>Events that have come to all of them together.</summary>
    public long Events => _clients.Sum(client => client.Events);

    /// <summary>They are all connected, and have begun to listen.</summary>
    /// <param name="latencies">Where some of them write down how late their events are.</param>
    /// <param name="untilEach">Who has so many is content, and listens no longer.</param>
    public static async Task<Crowd> ConnectAsync(int count, Uri server, ulong? lastEventId, Latencies? latencies, CancellationToken cancellationToken, long untilEach = long.MaxValue)
    {
        var clients = Enumerable.Range(0, count).Select(index => new LiveClient(server, TimeProvider.System, index < Live.ClocksOf(count) ? latencies : null)).ToList();
        await Task.WhenAll(clients.Select(client => client.ConnectAsync(lastEventId, cancellationToken)));
        return new Crowd(clients, untilEach);
    }

    public Task AllContentAsync(CancellationToken cancellationToken) => _listening.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _listening;
        _clients.ForEach(client => client.Dispose());
        _over.Dispose();
    }
}
