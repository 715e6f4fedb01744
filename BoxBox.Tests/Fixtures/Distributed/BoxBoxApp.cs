using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>The whole system as its AppHost starts it, on free ports, its people a hundred times faster than life.</summary>
public class BoxBoxApp : IAsyncLifetime
{
    /// <summary>How long a phase may take on a busy machine before its test gives up; shorter than the Timeout of the tests, so that it says what it waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>How long the start of everything may take, where another system starts at the same time.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(5);

    private readonly ServiceProvider _customers = Customers();
    private DistributedApplication? _app;

    public DistributedApplication App => _app ?? throw new InvalidOperationException("The application has not started.");

    /// <summary>A customer's way to the gateway: told to come back later, or cut off, he tries again.</summary>
    public HttpClient Gateway
    {
        get
        {
            var client = _customers.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(Gateway));
            client.BaseAddress = GatewayAddress;
            return client;
        }
    }

    public Uri GatewayAddress => App.GetEndpoint("paddock-gateway", "http");

    /// <summary>Where NATS stores; each server of several in a folder of its name.</summary>
    protected DirectoryInfo Data { get; } = Directory.CreateTempSubdirectory("box-box-nats-");

    /// <summary>What else the AppHost is told on its command line.</summary>
    protected virtual IEnumerable<string> Settings => ["--TimeScale=100", "--Seed=44", "--Orders:AckWaitInSeconds=2"];

    public virtual async ValueTask InitializeAsync()
    {
        using var patience = new CancellationTokenSource(StartPatience, TimeProvider.System);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.BoxBox_AppHost>(
            ["--Containers=false", "--CheckPorts=false", $"--Nats:Port={FreePort.Next()}", $"--Nats:MonitoringPort={FreePort.Next()}", $"--Nats:DataDirectory={Data.FullName}", .. Settings],
            patience.Token);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        Configure(builder);
        _app = await builder.BuildAsync(patience.Token);
        await _app.StartAsync(patience.Token);
        foreach (var service in new[] { "panettiere", "fornaio", "maestro", "fattorino", "paddock-gateway" })
        {
            await _app.ResourceNotifications.WaitForResourceHealthyAsync(service, patience.Token);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await _customers.DisposeAsync();
        Data.Delete(recursive: true);
    }

    /// <summary>Kills (-9) every process of a resource, and returns once the AppHost has seen them end.</summary>
    /// <returns>The instances, to start again.</returns>
    public async Task<IReadOnlyList<string>> KillAsync(string resource, CancellationToken cancellationToken)
    {
        var instances = await InstancesAsync(resource, IsRunning, cancellationToken);
        foreach (var instance in instances)
        {
            Kill(instance);
        }

        return await EndedAsync(resource, instances.Count, cancellationToken);
    }

    /// <summary>Kills (-9) one process of a resource all of whose processes run, and returns once the AppHost has seen it end.</summary>
    /// <returns>The instance, to start again.</returns>
    public async Task<IReadOnlyList<string>> KillOneAsync(string resource, Random dice, CancellationToken cancellationToken)
    {
        var instances = await InstancesAsync(resource, IsRunning, cancellationToken);
        Kill(instances[dice.Next(instances.Count)]);
        return await EndedAsync(resource, 1, cancellationToken);
    }

    /// <summary>Lets every process of a resource hang (STOP), or go on (CONT).</summary>
    public async Task SignalAsync(string resource, string signal, CancellationToken cancellationToken)
    {
        foreach (var instance in await InstancesAsync(resource, IsRunning, cancellationToken))
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{PidOf(instance.Snapshot)}"]);
            await kill.WaitForExitAsync(cancellationToken);
        }
    }

    /// <summary>Where NATS is.</summary>
    public async Task<string> NatsAsync(CancellationToken cancellationToken) =>
        await App.GetConnectionStringAsync("nats", cancellationToken) ?? throw new InvalidOperationException("NATS has no address yet.");

    /// <summary>Waits until so many processes of a resource have ended.</summary>
    /// <returns>Their instances, to start again.</returns>
    public async Task<IReadOnlyList<string>> EndedAsync(string resource, int count, CancellationToken cancellationToken)
    {
        var ended = await InstancesAsync(resource, HasEnded, cancellationToken, count);
        return [.. ended.Select(instance => instance.ResourceId)];
    }

    public async Task<bool> AnyHasEndedAsync(string resource, CancellationToken cancellationToken)
    {
        var instances = await InstancesAsync(resource, _ => true, cancellationToken);
        return instances.Any(instance => HasEnded(instance.Snapshot));
    }

    public async Task StartAsync(IEnumerable<string> instances, CancellationToken cancellationToken)
    {
        foreach (var instance in instances)
        {
            var result = await App.ResourceCommands.ExecuteCommandAsync(instance, KnownResourceCommands.StartCommand, cancellationToken);
            Assert.True(result.Success, result.Message);
        }
    }

    /// <summary>Changes what the AppHost has put together, before it starts.</summary>
    protected virtual void Configure(IDistributedApplicationTestingBuilder builder)
    {
    }

    /// <summary>Waits until so many instances of a resource, or else all of them, are in a state.</summary>
    private async Task<IReadOnlyList<ResourceEvent>> InstancesAsync(
        string resource, Predicate<CustomResourceSnapshot> state, CancellationToken cancellationToken, int? count = null)
    {
        var replicas = count ?? App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(candidate => candidate.Name == resource).GetReplicaCount();
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

    private static bool IsRunning(CustomResourceSnapshot snapshot) => snapshot.State?.Text == KnownResourceStates.Running && PidOf(snapshot) is not null;

    private static bool HasEnded(CustomResourceSnapshot snapshot) => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text);

    private static void Kill(ResourceEvent instance)
    {
        using var process = Process.GetProcessById(PidOf(instance.Snapshot)!.Value);
        // With its children: Aspire's own orchestrator starts a project by way of "dotnet run".
        process.Kill(entireProcessTree: true);
    }

    private static ServiceProvider Customers()
    {
        var services = new ServiceCollection();
        var customer = services.AddHttpClient(nameof(Gateway));
        customer.AddStandardResilienceHandler();
        customer.AddHttpMessageHandler(() => new LostConnections());
        return services.BuildServiceProvider();
    }

    private static int? PidOf(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } pid ? Convert.ToInt32(pid, CultureInfo.InvariantCulture) : null;
}
