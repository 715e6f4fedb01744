using System.Net.Http.Headers;
using System.Net.Http.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.Fixtures.Telemetry;

/// <summary>The whole system, whose processes send what they tell of themselves to the test. The Panettieri sleep often, and not for long.</summary>
public sealed class ObservedBoxBox : BoxBoxApp
{
    private const string DrillsKey = "nobodyButThisTestShallDrillHere";

    private readonly HttpClient _customer = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });
    private CollectedTelemetry? _telemetry;

    internal CollectedTelemetry Telemetry => _telemetry ?? throw new InvalidOperationException("Nothing is collected yet.");

    /// <summary>A customer's way to the gateway who brings no trace of his own: an order's begins with the POST.</summary>
    public HttpClient Customer => _customer;

    protected override IEnumerable<string> Settings =>
    [
        "--TimeScale=20", "--Seed=44",
        "--Panettiere:PeriodBetweenSleepInSeconds=100", "--Panettiere:SleepDurationInSeconds=30", "--Panettiere:ProbabilityOfOversleeping=0",
        "--Drills:Enabled=true", $"--Parameters:drills-key={DrillsKey}", "--Orders:AckWaitInSeconds=5", "--Orders:LongestGiveBackInSeconds=1",
        "--Fornaio:ProbabilityOfBurning=0",
        "--Maestro:FetchMaxWaitInSeconds=1",
    ];

    /// <summary>Tells one of a service's replicas to fail.</summary>
    public Task DrillAsync(string service, object fault, CancellationToken cancellationToken) =>
        SetFaultsAsync(service, [fault], cancellationToken);

    /// <summary>Ends what it was told.</summary>
    public Task EndDrillAsync(string service, CancellationToken cancellationToken) =>
        SetFaultsAsync(service, [], cancellationToken);

    /// <summary>Waits until one of a service's processes has ended, and starts it again.</summary>
    public async Task ReviveAsync(string service, CancellationToken cancellationToken)
    {
        await foreach (var update in App.ResourceNotifications.WatchAsync(cancellationToken))
        {
            if (update.Resource.Name == service && KnownResourceStates.TerminalStates.Contains(update.Snapshot.State?.Text))
            {
                await StartAsync([update.ResourceId], cancellationToken);
                return;
            }
        }
    }

    public override async ValueTask InitializeAsync()
    {
        _telemetry = await CollectedTelemetry.StartAsync();
        await base.InitializeAsync();
        _customer.BaseAddress = App.GetEndpoint("paddock-gateway", "http");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _customer.Dispose();
        if (_telemetry is not null)
        {
            await _telemetry.DisposeAsync();
        }
    }

    protected override void Configure(IDistributedApplicationTestingBuilder builder)
    {
        foreach (var service in builder.Resources.OfType<ProjectResource>().ToList())
        {
            builder.CreateResourceBuilder(service)
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", Telemetry.Address)
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .WithEnvironment("OTEL_TRACES_SAMPLER", "always_on")
                .WithEnvironment("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based")
                .WithEnvironment("OTEL_BSP_SCHEDULE_DELAY", "200")
                .WithEnvironment("OTEL_BLRP_SCHEDULE_DELAY", "200")
                .WithEnvironment("OTEL_METRIC_EXPORT_INTERVAL", "1000");
        }
    }

    private async Task SetFaultsAsync(string service, IReadOnlyList<object> faults, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(App.GetEndpoint(service, "http"), "/drills"))
        {
            Content = JsonContent.Create(new { faults }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", DrillsKey) },
        };
        using var response = await _customer.SendAsync(request, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
