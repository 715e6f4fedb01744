using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace BoxBox.AppHost;

/// <summary>
/// Starts a service or a nats-server again, a few seconds after it was killed. Whom the dashboard stopped stays stopped, and so does who ends again and again
/// as soon as he has started: a bad setting does not go away.
/// </summary>
internal sealed partial class Revival(ResourceNotificationService resources, ResourceCommandService commands, TimeProvider time, ILogger<Revival> logger)
    : BackgroundService
{
    private const int MostBriefLives = 5;
    private const int MostAtOnce = 32;

    /// <summary>Longer than the 4 s after which the page shows who has fallen silent: whom nobody missed nobody learns from.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Brief = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, int> _briefLives = [];
    private readonly ConcurrentDictionary<string, bool> _reviving = [];

    // Side by side: the start of a service waits for what it needs, which may have been killed as well.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        KilledAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = stoppingToken }, ReviveAsync);

    private async IAsyncEnumerable<ResourceEvent> KilledAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stopped = new HashSet<string>();
        await foreach (var update in resources.WatchAsync(cancellationToken))
        {
            var id = update.ResourceId;
            if (update.Snapshot.State?.Text == KnownResourceStates.Stopping)
                stopped.Add(id);
            else if (update.Snapshot.State?.Text == KnownResourceStates.Running)
                stopped.Remove(id);
            else if (update.Resource is ProjectResource or NatsProgramResource && HasEnded(update) && !stopped.Contains(id) && _reviving.TryAdd(id, true))
                yield return update;
        }
    }

    private async ValueTask ReviveAsync(ResourceEvent killed, CancellationToken cancellationToken)
    {
        var (id, isAlive) = (killed.ResourceId, false);
        while (!isAlive)
        {
            await Task.Delay(Rest, time, cancellationToken);
            _reviving.TryRemove(id, out _);

            // Who has been started in the meantime, by somebody else or for an earlier word of the same end, is left alone.
            if (!resources.TryGetCurrentState(id, out var now) || !HasEnded(now))
                return;

            var lives = _briefLives[id] = WasBrief(now.Snapshot) ? _briefLives.GetValueOrDefault(id) + 1 : 0;
            if (lives > MostBriefLives)
            {
                LeftAlone(id, killed.Snapshot.ExitCode, lives);
                return;
            }

            // On a busy machine the orchestrator may not be done with the old process.
            var result = await commands.ExecuteCommandAsync(id, KnownResourceCommands.StartCommand, cancellationToken);
            isAlive = result.Success;
            Revived(id, killed.Snapshot.ExitCode, isAlive ? "started again" : $"not started again: {result.Message}");
        }
    }

    // One that ends in order ends with 0.
    private static bool HasEnded(ResourceEvent update) =>
        KnownResourceStates.TerminalStates.Contains(update.Snapshot.State?.Text) && update.Snapshot.ExitCode is not (null or 0);

    private static bool WasBrief(CustomResourceSnapshot life) => life.StopTimeStamp - life.StartTimeStamp < Brief;

    [LoggerMessage(LogLevel.Error, "{Process} ended with {ExitCode}, {Lives} times in a row as soon as it had started, and is left alone: its log says why.")]
    private partial void LeftAlone(string process, int? exitCode, int lives);

    [LoggerMessage(LogLevel.Information, "{Process} ended with {ExitCode}, and was {Outcome}.")]
    private partial void Revived(string process, int? exitCode, string outcome);
}
