using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Someone who follows the logs of one or several processes.</summary>
internal sealed class ResourceLogSubscription(int sources) : IDisposable
{
    private readonly Channel<IReadOnlyList<LogLine>> lines = Channel.CreateUnbounded<IReadOnlyList<LogLine>>();
    private readonly List<ResourceLog> logs = [];
    private int running = sources;

    public void Add(ResourceLog log)
    {
        logs.Add(log);
        log.Follow(this);
    }

    public void Write(IReadOnlyList<LogLine> batch) => lines.Writer.TryWrite(batch);

    public void SourceCompleted()
    {
        if (Interlocked.Decrement(ref running) == 0)
        {
            lines.Writer.TryComplete();
        }
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> ReadAllAsync(CancellationToken cancellationToken) => lines.Reader.ReadAllAsync(cancellationToken);

    public void Dispose() => logs.ForEach(log => log.Unfollow(this));
}
