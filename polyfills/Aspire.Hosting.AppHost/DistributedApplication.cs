using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>An application of several processes, and the host that starts, watches and stops them.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost host;
    private readonly BuilderHooks? hooks;
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int starts;
    private int disposals;

    public DistributedApplication(IHost host)
        : this(host, null)
    {
    }

    internal DistributedApplication(IHost host, BuilderHooks? hooks)
    {
        ArgumentNullException.ThrowIfNull(host);
        this.host = host;
        this.hooks = hooks;
    }

    public IServiceProvider Services => host.Services;

    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    // Under a test the app host's own code does not run the application: the test does, and that code waits for it.
    private bool IsRunByATest => hooks is not null && BuilderHooks.Current == hooks;

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new DistributedApplicationBuilder(args);
    }

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Starts everything, and ends when the application is told to stop (Ctrl+C, SIGTERM) and has stopped.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (IsRunByATest)
        {
            await ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
            await host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop while still starting, which is an orderly end too.
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts every resource, in the order of their dependencies; ends when the last one was started.</summary>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (IsRunByATest)
        {
            await (await Task.WhenAny(started.Task, ended.Task).WaitAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        if (Interlocked.Increment(ref starts) > 1)
        {
            throw new InvalidOperationException("The application was started already.");
        }

        var logger = Services.GetRequiredService<ILogger<DistributedApplication>>();
        await AnnounceStartAsync(logger, cancellationToken).ConfigureAwait(false);
        await host.StartAsync(cancellationToken).ConfigureAwait(false);
        Log.Started(logger);
        started.TrySetResult();
    }

    /// <summary>Stops every resource, dependents first.</summary>
    public virtual async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await host.StopAsync(cancellationToken).ConfigureAwait(false);
        ended.TrySetResult();
    }

    public virtual void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Interlocked.Increment(ref disposals) > 1)
        {
            return;
        }

        try
        {
            if (starts > 0)
            {
                // Nobody waits for a disposal with a deadline of his own: the host's shutdown timeout bounds it.
                await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            await ((IAsyncDisposable)host).DisposeAsync().ConfigureAwait(false);
            ended.TrySetResult();
        }
    }

    private async Task AnnounceStartAsync(ILogger logger, CancellationToken cancellationToken)
    {
        var eventing = Services.GetRequiredService<IDistributedApplicationEventing>();
        var context = Services.GetRequiredService<DistributedApplicationExecutionContext>();
        foreach (var subscriber in Services.GetServices<IDistributedApplicationEventingSubscriber>())
        {
            await subscriber.SubscribeAsync(eventing, context, cancellationToken).ConfigureAwait(false);
        }

        var directory = Services.GetRequiredService<IHostEnvironment>().ContentRootPath;
        Log.Starting(logger);
        Log.Directory(logger, directory);

        await eventing.PublishAsync(new BeforeStartEvent(Services, Services.GetRequiredService<DistributedApplicationModel>()), cancellationToken).ConfigureAwait(false);
    }
}
