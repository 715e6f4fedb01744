using System.Collections.Immutable;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Health;

/// <summary>
/// The health of one resource: asked at once when a process of it starts, then often until it is good, then now and again.
/// When it is good for the first time since the resource runs, the resource is ready.
/// </summary>
internal sealed class ResourceHealth(
    IResource resource, ResourceNotificationService notifications, HealthCheckService checks, IDistributedApplicationEventing eventing,
    IServiceProvider services, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CheckDeadline = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ImmutableArray<string> keys = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(annotation => annotation.Key)];
    private Task ready = Task.CompletedTask;

    public void Wake() => wakes.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken stoppingToken)
    {
        var pause = Timeout.InfiniteTimeSpan;
        try
        {
            while (true)
            {
                await PauseAsync(pause, stoppingToken).ConfigureAwait(false);
                pause = await CheckAsync(pause, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(wakes.Reader.WaitToReadAsync(either.Token).AsTask(), Task.Delay(pause, time, either.Token)).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        wakes.Reader.TryRead(out _);
        stoppingToken.ThrowIfCancellationRequested();
    }

    private async Task<TimeSpan> CheckAsync(TimeSpan lastPause, CancellationToken stoppingToken)
    {
        try
        {
            var running = Running();
            if (running.Count == 0)
            {
                return Timeout.InfiniteTimeSpan;
            }

            if (await PublishReportsAsync(running, stoppingToken).ConfigureAwait(false))
            {
                await PublishReadyAsync(running, stoppingToken).ConfigureAwait(false);
                return keys.IsEmpty ? Timeout.InfiniteTimeSpan : LongestPause;
            }

            return lastPause == Timeout.InfiniteTimeSpan || lastPause == LongestPause ? FirstPause : TimeSpan.FromTicks(Math.Min(lastPause.Ticks * 2, LongestPause.Ticks - 1));
        }
        catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            Log.HealthCheckFailed(logger, error, resource.Name);
            return LongestPause;
        }
    }

    private List<string> Running() =>
        [.. InstancesAnnotation.IdsOf(resource).Where(id => notifications.TryGetCurrentState(id, out var state) && state.Snapshot.State?.Text == KnownResourceStates.Running)];

    private async Task<bool> PublishReportsAsync(List<string> running, CancellationToken stoppingToken)
    {
        if (keys.IsEmpty)
        {
            return true;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        deadline.CancelAfter(CheckDeadline);
        var result = await checks.CheckHealthAsync(check => keys.Contains(check.Name), deadline.Token).ConfigureAwait(false);
        var now = time.GetUtcNow().UtcDateTime;
        var reports = keys.Select(key => result.Entries.TryGetValue(key, out var entry)
            ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.ToString()) { LastRunAt = now }
            : new HealthReportSnapshot(key, HealthStatus.Unhealthy, $"There is no health check with the key '{key}' in the app host's services.", null) { LastRunAt = now }).ToImmutableArray();
        foreach (var id in running)
        {
            if (notifications.TryGetCurrentState(id, out var state) && !Same(state.Snapshot.HealthReports, reports))
            {
                await notifications.PublishUpdateAsync(resource, id, s => s with { HealthReports = reports }).ConfigureAwait(false);
            }
        }

        return reports.All(report => report.Status == HealthStatus.Healthy);
    }

    private async Task PublishReadyAsync(List<string> running, CancellationToken stoppingToken)
    {
        var fresh = running.Where(id => notifications.TryGetCurrentState(id, out var state) && state.Snapshot.Ready is null).ToArray();
        if (fresh.Length == running.Count)
        {
            ready = eventing.PublishAsync(new ResourceReadyEvent(resource, services), stoppingToken);
        }

        foreach (var id in fresh)
        {
            await notifications.PublishUpdateAsync(resource, id, s => s with { Ready = ready }).ConfigureAwait(false);
        }
    }

    private static bool Same(ImmutableArray<HealthReportSnapshot> one, ImmutableArray<HealthReportSnapshot> other) =>
        one.Select(r => (r.Name, r.Status, r.Description)).SequenceEqual(other.Select(r => (r.Name, r.Status, r.Description)));
}
