using System.Diagnostics.Metrics;

namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class GatewayMetricsTests : IDisposable
{
    private readonly FakeStream _stream = new();
    private readonly GatewayHost _gateway;
    private readonly HttpClient _client;
    private readonly Measurements _measurements;

    public GatewayMetricsTests()
    {
        _gateway = new GatewayHost(_stream);
        _client = _gateway.CreateClient();
        _measurements = new Measurements(_gateway.Services.GetRequiredService<IMeterFactory>());
    }

    [Fact(Timeout = 60_000)]
    public async Task Orders_are_counted_by_size_and_outcome()
    {
        await _client.PostAsync(key: "k");
        await _client.PostAsync(key: "k");
        await _client.PostAsync(Pizza.Json.Replace("large", "small", StringComparison.Ordinal), "k");
        await _client.PostAsync("{}");
        _stream.IsAway = true;
        await _client.PostAsync();

        Assert.Equal(
            [
                "paddock.order.count=1 {order} {size=large,outcome=accepted}",
                "paddock.order.count=1 {order} {size=large,outcome=repeated}",
                "paddock.order.count=1 {order} {size=small,outcome=key_reused}",
                "paddock.order.count=1 {order} {size=unknown,outcome=rejected}",
                "paddock.order.count=1 {order} {size=large,outcome=unavailable}",
            ],
            _measurements.All.Where(measured => measured.StartsWith("paddock.order", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 60_000)]
    public async Task Live_clients_are_counted()
    {
        using var one = await SseReader.OpenAsync(_client);
        using var two = await SseReader.OpenAsync(_client);

        Assert.Contains("paddock.sse.clients=2 {client} {}", _measurements.All);
    }

    public void Dispose()
    {
        _measurements.Dispose();
        _client.Dispose();
        _gateway.Dispose();
    }
}
