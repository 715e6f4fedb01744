using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BoxBox.Tests.Distributed;

/// <summary>The whole system as its AppHost starts it, on free ports, its people a hundred times faster than life.</summary>
public class BoxBoxApp : IAsyncLifetime
{
    /// <summary>How long a phase may take on a busy machine before its test gives up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("box-box-nats-");
    private readonly ServiceProvider customers = Customers();
    private DistributedApplication? app;

    public DistributedApplication App => app ?? throw new InvalidOperationException("The application has not started.");

    /// <summary>A customer's way to the gateway: told to come back later, or cut off, he tries again.</summary>
    public HttpClient Gateway
    {
        get
        {
            var client = customers.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(Gateway));
            client.BaseAddress = App.GetEndpoint("paddock-gateway", "http");
            return client;
        }
    }

    /// <summary>What else the AppHost is told on its command line.</summary>
    protected virtual IEnumerable<string> Settings => ["--TimeScale=100", "--Seed=44"];

    public virtual async ValueTask InitializeAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.BoxBox_AppHost>(
            ["--Containers=false", $"--Nats:Port={FreePort.Next()}", $"--Nats:MonitoringPort={FreePort.Next()}", $"--Nats:DataDirectory={data.FullName}", .. Settings],
            patience.Token);
        Configure(builder);
        app = await builder.BuildAsync(patience.Token);
        await app.StartAsync(patience.Token);
        foreach (var service in new[] { "panettiere", "fornaio", "maestro", "fattorino", "paddock-gateway" })
        {
            await app.ResourceNotifications.WaitForResourceHealthyAsync(service, patience.Token);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        await customers.DisposeAsync();
        data.Delete(recursive: true);
    }

    /// <summary>Kills (-9) every process of a resource, and returns once the AppHost has seen them end.</summary>
    /// <returns>The instances, to start again.</returns>
    public async Task<IReadOnlyList<string>> KillAsync(string resource, CancellationToken cancellationToken)
    {
        var instances = await InstancesAsync(resource, snapshot => snapshot.State?.Text == KnownResourceStates.Running && PidOf(snapshot) is not null, cancellationToken);
        foreach (var instance in instances)
        {
            using var process = Process.GetProcessById(PidOf(instance.Snapshot)!.Value);
            process.Kill();
        }

        await InstancesAsync(resource, snapshot => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text), cancellationToken);
        return [.. instances.Select(instance => instance.ResourceId)];
    }

    public async Task StartAsync(IEnumerable<string> instances, CancellationToken cancellationToken)
    {
        foreach (var instance in instances)
        {
            var result = await App.ResourceCommands.ExecuteCommandAsync(instance, KnownResourceCommands.StartCommand, cancellationToken);
            Assert.True(result.Success, result.ErrorMessage);
        }
    }

    /// <summary>Changes what the AppHost has put together, before it starts.</summary>
    protected virtual void Configure(IDistributedApplicationTestingBuilder builder)
    {
    }

    /// <summary>Waits until each instance of a resource is in a state.</summary>
    private async Task<IReadOnlyList<ResourceEvent>> InstancesAsync(string resource, Predicate<CustomResourceSnapshot> state, CancellationToken cancellationToken)
    {
        var replicas = resource is "nats" or "fornaio" ? 1 : 2;
        var instances = new Dictionary<string, ResourceEvent>();
        await foreach (var update in App.ResourceNotifications.WatchAsync(cancellationToken))
        {
            if (update.Resource.Name == resource)
            {
                instances[update.ResourceId] = update;
            }

            if (instances.Values.Count(instance => state(instance.Snapshot)) == replicas)
            {
                return [.. instances.Values.Where(instance => state(instance.Snapshot))];
            }
        }

        throw new InvalidOperationException($"The application stopped before {resource} got there.");
    }

    private static ServiceProvider Customers()
    {
        var services = new ServiceCollection();
        services.AddHttpClient(nameof(Gateway)).AddStandardResilienceHandler();
        return services.BuildServiceProvider();
    }

    private static int? PidOf(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } pid ? Convert.ToInt32(pid, CultureInfo.InvariantCulture) : null;
}
