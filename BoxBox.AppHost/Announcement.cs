namespace BoxBox.AppHost;

/// <summary>Says, once everything is healthy, where to look and what to type.</summary>
internal sealed class Announcement(ResourceNotificationService resources, DistributedApplicationModel model, AppHostOptions options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var service in model.GetProjectResources().Where(service => !service.TryGetLastAnnotation<ExplicitStartupAnnotation>(out _)))
            await resources.WaitForResourceHealthyAsync(service.Name, WaitBehavior.WaitOnResourceUnavailable, stoppingToken);
        var gateway = UrlOf("paddock-gateway", "http");
        var key = model.Resources.OfType<ParameterResource>().SingleOrDefault(parameter => options.Learn && parameter.Name == DrillCommands.Key);
        Console.WriteLine($$"""

              Box Box is open. Order a pizza:

                curl -X POST {{gateway}}/v1/order -H 'Content-Type: application/json' \
                  -d '{"size":"large","toppings":["pepperoni","mushrooms"],"destination":"Ferrari Garage #16","username":"charles_leclerc"}'

              Pit wall:           {{gateway}}/{{(key is null ? "" : $"#key={await key.GetValueAsync(stoppingToken)}")}}
              Watch every order:  curl -N '{{gateway}}/v1/order/sse?replay=all'
              Count the orders:   {{gateway}}/v1/ledger
              Explore the API:    {{gateway}}/scalar  or  {{gateway}}/swagger
              NATS monitoring:    {{UrlOf("nats", "monitoring") ?? UrlOf("nats-1", "monitoring") ?? "(not ours)"}}
              Jaeger:             {{UrlOf("jaeger", "ui") ?? "left out, since no container engine is used; the dashboard shows the traces"}}
              Stop:               Ctrl+C

            """);
    }

    private string? UrlOf(string resource, string endpoint) =>
        model.Resources.OfType<IResourceWithEndpoints>().SingleOrDefault(candidate => candidate.Name == resource)?.GetEndpoint(endpoint).Url;
}
