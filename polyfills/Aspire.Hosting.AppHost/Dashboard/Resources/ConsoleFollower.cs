using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Telemetry;

namespace Aspire.Hosting.Dashboard.Resources;

/// <summary>Follows the output of every replica that turns up, also through its restarts.</summary>
internal sealed class ConsoleFollower(ResourceLoggerService loggers, ConsoleStore store)
{
    private readonly ConcurrentDictionary<string, (Task Following, Changes Updates)> followed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ends when all that was begun has ended.</summary>
    public Task Completion => Task.WhenAll(followed.Values.Select(one => one.Following));

    /// <summary>A replica turned up, or its state changed.</summary>
    public void OnUpdate(ResourceEvent update, CancellationToken cancellationToken)
    {
        if (followed.TryGetValue(update.ResourceId, out var known))
        {
            known.Updates.Notify();
        }
        else
        {
            var updates = new Changes();
            followed[update.ResourceId] = (FollowAsync(update.ResourceId, updates, cancellationToken), updates);
        }
    }

    private async Task FollowAsync(string resource, Changes updates, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var last = 0;
        try
        {
            while (true)
            {
                var seen = updates.Version;
                await foreach (var lines in loggers.WatchAsync(resource).WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    // Whoever watches again gets the kept lines again.
                    var fresh = lines.Where(line => line.LineNumber > last).ToList();
                    last = fresh.Count == 0 ? last : fresh[^1].LineNumber;
                    store.Add(resource, fresh);
                }

                // The output is complete; a restart would begin with a change of state.
                await updates.AfterAsync(seen, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The dashboard stops.
        }
    }
}
