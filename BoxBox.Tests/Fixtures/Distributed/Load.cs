using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>Customers who order one after another and never give up: an order whose answer is lost or a "later" is sent again under its key.</summary>
internal sealed class Load(Uri gateway) : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    // Each try may reach another replica.
    private readonly HttpClient _client = new(new LostConnections(new SocketsHttpHandler())) { BaseAddress = gateway, DefaultRequestHeaders = { ConnectionClose = true }, Timeout = TimeSpan.FromSeconds(20) };

    private readonly ConcurrentQueue<Call> _calls = [];
    private readonly SemaphoreSlim _placed = new(0);

    /// <summary>Every call, and what was heard of it.</summary>
    public IReadOnlyCollection<Call> Calls => _calls;

    /// <summary>The orders that were taken, each once.</summary>
    public IReadOnlyCollection<Guid> Placed => [.. _calls.Select(call => call.Order).OfType<Guid>().Distinct()];

    /// <summary>How many tries had to be repeated.</summary>
    public int Repeated => _calls.Count(call => call.Answer != CallAnswer.Ok);

    /// <summary>Places orders until told to stop.</summary>
    /// <returns>All that were placed.</returns>
    public async Task<List<Guid>> RunAsync(TimeSpan between, CancellationToken stop, CancellationToken cancellationToken)
    {
        var placed = new List<Guid>();
        while (!stop.IsCancellationRequested)
        {
            placed.Add(await PlaceAsync(Guid.NewGuid().ToString(), cancellationToken));
            await Task.Delay(between, TimeProvider.System, cancellationToken);
        }

        return placed;
    }

    /// <summary>Waits until so many more were placed.</summary>
    public async Task PlacedAsync(int orders, CancellationToken cancellationToken)
    {
        for (var order = 0; order < orders; order++)
            await _placed.WaitAsync(cancellationToken);
    }

    /// <summary>Places one order, however often it takes.</summary>
    public async Task<Guid> PlaceAsync(string key, CancellationToken cancellationToken)
    {
        while (true)
        {
            var call = await CallAsync(key, cancellationToken);
            _calls.Enqueue(call);
            if (call.Order is { } orderId)
            {
                _placed.Release();
                return orderId;
            }

            await Task.Delay(BetweenTries, TimeProvider.System, cancellationToken);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _placed.Dispose();
    }

    private async Task<Call> CallAsync(string key, CancellationToken cancellationToken)
    {
        var order = new { size = "small", destination = key, username = "charles_leclerc" };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/order") { Content = JsonContent.Create(order), Headers = { { "Idempotency-Key", key } } };
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway)
                return new Call(key, CallAnswer.Refused);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return new Call(key, CallAnswer.Ok, Guid.Parse((string)(await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!["order_id"]!));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The replica died over it: was the order stored or not? The key will tell.
            return new Call(key, CallAnswer.Unknown);
        }
    }
}
