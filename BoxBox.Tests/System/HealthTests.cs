using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BoxBox.Tests.Fixtures.Distributed;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace BoxBox.Tests.System;

[Collection(nameof(TheWholeSystem))]
public sealed class HealthTests(BoxBoxApp boxBox)
{
    [Fact(Timeout = 300_000)]
    public async Task Health_says_who_needs_NATS_while_NATS_is_away_and_that_it_is_back()
    {
        using var patience = Patience.ATest();
        using var gateway = new HttpClient { BaseAddress = boxBox.App.GetEndpoint("paddock-gateway", "http") };
        using var maestro = GrpcChannel.ForAddress(boxBox.App.GetEndpoint("maestro", "grpc"));
        using var watch = new Health.HealthClient(maestro).Watch(new HealthCheckRequest(), cancellationToken: patience.Token);

        var killed = await boxBox.KillAsync("nats", patience.Token);
        await boxBox.App.ResourceNotifications.WaitForResourceAsync("paddock-gateway", update => SaysWhy(update.Snapshot), patience.Token);
        await UntilAsync(watch, ServingStatus.NotServing, patience.Token);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), await HealthzAsync(gateway, patience.Token));
        Assert.Equal(HttpStatusCode.OK, (await gateway.GetAsync("/alive", patience.Token)).StatusCode);

        await boxBox.StartAsync(killed, patience.Token);
        await boxBox.App.ResourceNotifications.WaitForResourceHealthyAsync("paddock-gateway", patience.Token);
        await UntilAsync(watch, ServingStatus.Serving, patience.Token);
    }

    private static bool SaysWhy(CustomResourceSnapshot gateway) =>
        gateway.HealthStatus is HealthStatus.Unhealthy && gateway.HealthReports.Any(report => report.Description?.StartsWith("nats: ", StringComparison.Ordinal) == true);

    private static async Task<(HttpStatusCode Code, string? Status)> HealthzAsync(HttpClient gateway, CancellationToken cancellationToken)
    {
        using var response = await gateway.GetAsync("/healthz", cancellationToken);
        var body = await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        return (response.StatusCode, (string?)body!["status"]);
    }

    private static async Task UntilAsync(AsyncServerStreamingCall<HealthCheckResponse> watch, ServingStatus status, CancellationToken cancellationToken)
    {
        while (await watch.ResponseStream.MoveNext(cancellationToken))
        {
            if (watch.ResponseStream.Current.Status == status)
            {
                return;
            }
        }

        Assert.Fail($"The health watch ended before it said {status}.");
    }
}
