using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BoxBox.AppHost;

/// <summary>Says, once everything is healthy, where to look and what to type.</summary>
internal sealed class Announcement(ResourceNotificationService resources, DistributedApplicationModel model, ILogger<Announcement> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var services = model.GetProjectResources();
        try
        {
            await Task.WhenAll(services.Select(service => resources.WaitForResourceHealthyAsync(service.Name, stoppingToken)));
            Console.WriteLine(Text(UrlOf("paddock-gateway", "http"), UrlOf("nats", "monitoring")));
        }
        catch (DistributedApplicationException error)
        {
            Log.NotHealthy(logger, error);
        }
    }

    // A NATS that runs elsewhere has pages of its own, or none.
    private string UrlOf(string resource, string endpoint) =>
        model.Resources.OfType<IResourceWithEndpoints>().SingleOrDefault(candidate => candidate.Name == resource)?.GetEndpoint(endpoint).Url ?? "(not ours)";

    private static string Text(string gateway, string monitoring) => $$"""

          Box Box is open. Order a pizza:

            curl -X POST {{gateway}}/v1/order -H 'Content-Type: application/json' \
              -d '{"size":"large","toppings":["pepperoni","mushrooms"],"destination":"Ferrari Garage #16","username":"charles_leclerc"}'

          Watch every order:  curl -N '{{gateway}}/v1/order/sse?replay=all'
          Count the orders:   {{gateway}}/v1/ledger
          Explore the API:    {{gateway}}/scalar  or  {{gateway}}/swagger
          NATS monitoring:    {{monitoring}}
          Stop:               Ctrl+C

        """;
}
