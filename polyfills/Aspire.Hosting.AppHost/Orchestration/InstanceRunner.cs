using System.ComponentModel;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>The life of one process of a resource, start by start.</summary>
internal sealed class InstanceRunner(
    ResourceInstance instance, ProcessSpecs specs, ResourceNotificationService notifications, ResourceLoggerService loggers,
    IDistributedApplicationEventing eventing, IServiceProvider services, TimeProvider time, ILogger logger) : IDisposable
{
    // Room for an unhandled exception: its message, which says what was wrong, stands above its stack.
    private const int LinesOfAFailure = 40;

    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile ChildProcess? process;
    private Task watching = Task.CompletedTask;

    public ResourceInstance Instance { get; } = instance;

    private string Id => Instance.Id;

    /// <summary>Whether the process runs now.</summary>
    public bool IsLive => process is { Exited.IsCompleted: false };

    /// <summary>Starts the process unless it runs. What goes wrong becomes the state FailedToStart and a line in both logs.</summary>
    public async Task StartAsync(IReadOnlyCollection<ResourceInstance> all, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await watching.ConfigureAwait(false);
            if (IsLive)
            {
                return;
            }

            await PublishAsync(s => s with
            {
                State = KnownResourceStates.Starting,
                StartTimeStamp = null, StopTimeStamp = null, ExitCode = null, Ready = null,
                HealthReports = Snapshots.Initial(Instance.Resource).HealthReports,
            }).ConfigureAwait(false);
            var spec = await specs.OfAsync(Instance, all, loggers.GetLogger(Id), cancellationToken).ConfigureAwait(false);
            if (EndpointAllocator.TakenPortOf(Instance) is { } taken)
            {
                throw new DistributedApplicationException(taken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            await RunAsync(spec).ConfigureAwait(false);
        }
        catch (Exception error) when (error is DistributedApplicationException or NotSupportedException or Win32Exception or IOException or UnauthorizedAccessException)
        {
            await FailAsync(error.Message).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Tells the process to end (SIGTERM), kills it where it has not after 10 s, and returns when it is gone.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (process is not { Exited.IsCompleted: false } running)
            {
                return;
            }

            await PublishAsync(s => s with { State = KnownResourceStates.Stopping }).ConfigureAwait(false);
            running.Terminate();
            try
            {
                await running.Exited.WaitAsync(GracePeriod, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                Log.Killing(logger, Id, GracePeriod.TotalSeconds);
            }
            finally
            {
                running.Kill();
            }

            await watching.ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Kill() => process?.Kill();

    public void Dispose() => turn.Dispose();

    public async Task FailAsync(string reason)
    {
        Log.FailedToStart(loggers.GetLogger(Id), Instance.Resource.Name, reason);
        Log.FailedToStart(logger, Instance.Resource.Name, reason);
        await PublishAsync(s => s with { State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error), StopTimeStamp = Now() }).ConfigureAwait(false);
    }

    private async Task RunAsync(ChildProcessSpec spec)
    {
        var started = ProcessLauncher.Start(spec, (line, isError) => loggers.Write(Id, line, isError));
        process = started;
        await PublishAsync(s => ResourceUrls.WithActivity(s, isActive: true) with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = Now(),
            EnvironmentVariables = [.. spec.Environment.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => new EnvironmentVariableSnapshot(v.Key, v.Value, IsFromSpec: true))],
            Properties = [.. s.Properties.Where(p => !p.Name.StartsWith("executable.", StringComparison.Ordinal)), .. PropertiesOf(spec, started)],
        }).ConfigureAwait(false);
        watching = WatchAsync(started);
    }

    private static ResourcePropertySnapshot[] PropertiesOf(ChildProcessSpec spec, ChildProcess started) =>
    [
        new(KnownProperties.ExecutablePath, spec.Command),
        new(KnownProperties.ExecutableWorkDir, spec.WorkingDirectory),
        new(KnownProperties.ExecutableArgs, spec.Arguments) { IsSensitive = true },
        new(KnownProperties.ExecutablePid, started.Id),
    ];

    private async Task WatchAsync(ChildProcess started)
    {
        var exitCode = await started.Exited.ConfigureAwait(false);
        var wasStopped = notifications.TryGetCurrentState(Id, out var before) && before.Snapshot.State?.Text == KnownResourceStates.Stopping;
        if (!wasStopped && exitCode != 0)
        {
            var lastLines = loggers.Tail(Id, LinesOfAFailure);
            Log.EndedByItself(logger, Id, exitCode, lastLines);
        }

        await PublishAsync(s => ResourceUrls.WithActivity(s, isActive: false) with
        {
            State = KnownResourceStates.Finished, ExitCode = exitCode, StopTimeStamp = Now(),
        }).ConfigureAwait(false);
        if (notifications.TryGetCurrentState(Id, out var ended))
        {
            await eventing.PublishAsync(new ResourceStoppedEvent(Instance.Resource, services, ended), EventDispatchBehavior.NonBlockingConcurrent).ConfigureAwait(false);
        }
    }

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => notifications.PublishUpdateAsync(Instance.Resource, Id, change);
}
