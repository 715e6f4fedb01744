using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What each resource wrote, the last 10,000 lines of it, and what it goes on to write.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ResourceLog> logs = new(StringComparer.OrdinalIgnoreCase);

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Every line of every resource, as it comes.</summary>
    internal event Action<string, LogLine>? Written;

    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceLogger(this, () => InstancesAnnotation.IdsOf(resource));
    }

    public ILogger GetLogger(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        return new ResourceLogger(this, () => [resourceName]);
    }

    /// <summary>The kept lines, then the coming ones, until the resource's log is complete.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return MergeAsync(InstancesAnnotation.IdsOf(resource));
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => MergeAsync([resourceName]);

    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return BacklogAsync(InstancesAnnotation.IdsOf(resource));
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName) => BacklogAsync([resourceName]);

    public void Complete(IResource resource)
    {
        foreach (var id in InstancesAnnotation.IdsOf(resource))
        {
            Complete(id);
        }
    }

    public void Complete(string name) => LogOf(name).Complete();

    public void ClearBacklog(string resourceName) => LogOf(resourceName).Clear();

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var log in logs.Values)
            {
                log.Complete();
            }
        }

        GC.SuppressFinalize(this);
    }

    internal void Write(string id, string text, bool isError)
    {
        var stamp = Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", System.Globalization.CultureInfo.InvariantCulture);
        var line = LogOf(id).Append($"{stamp} {text}", isError);
        Written?.Invoke(id, line with { Content = text });
    }

    /// <returns>The last lines of a process, each on a line of its own.</returns>
    internal string Tail(string id, int count) => string.Concat(LogOf(id).Backlog().TakeLast(count).Select(line => $"{Environment.NewLine}      {line.Content}"));

    private ResourceLog LogOf(string id)
    {
        lock (gate)
        {
            if (!logs.TryGetValue(id, out var log))
            {
                logs[id] = log = new ResourceLog();
            }

            return log;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> MergeAsync(IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var subscription = new ResourceLogSubscription(ids.Count);
        foreach (var id in ids)
        {
            subscription.Add(LogOf(id));
        }

        await foreach (var lines in subscription.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return lines;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> BacklogAsync(IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            var lines = LogOf(id).Backlog();
            if (lines.Count > 0)
            {
                yield return lines;
            }
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
