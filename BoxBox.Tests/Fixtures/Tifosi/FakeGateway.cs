using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BoxBox.Tests.Fixtures.Tifosi;

/// <summary>The gateway's public API over real Kestrel: it takes every order that is JSON with a size it knows, tells its steps, and keeps the books. It can be told to misbehave.</summary>
internal sealed class FakeGateway : IAsyncDisposable
{
    private readonly WebApplication _app = LoopbackApp.CreateBuilder().Build();
    private readonly ConcurrentDictionary<Guid, bool> _orders = [];
    private readonly List<string> _events = [];
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _listened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeGateway()
    {
        Answer = TakeAsync;
        Ledger = () => $$"""{"accepted":{{_orders.Count}},"pending":{{_orders.Count}},"in_progress":0,"waiting_delivery":0,"out_for_delivery":0,"completed":0,"failed":0,"duplicates":0,"out_of_order":0,"since_sequence":1,"as_of_sequence":{{Count()}}}""";
        _app.MapPost("/v1/order", context => Answer(context));
        _app.MapGet("/v1/ledger", context => context.Response.WriteAsync(Ledger()));
        _app.MapGet("/v1/order/sse", StreamAsync);
    }

    public string Url => _app.Urls.Single();

    public ICollection<Guid> Orders => _orders.Keys;

    public ConcurrentQueue<string> Bodies { get; } = new();

    public ConcurrentQueue<string> TraceParents { get; } = new();

    /// <summary>What a POST is answered with.</summary>
    public RequestDelegate Answer { get; set; }

    public Func<string> Ledger { get; set; }

    /// <summary>Cuts the stream off after so many events; once.</summary>
    public int? CutOffAfter { get; set; }

    /// <summary>What is told of an order before its POST is answered.</summary>
    public IReadOnlyList<string> Steps { get; set; } = ["pending"];

    public bool HasStream { get; set; } = true;

    public ConcurrentQueue<string> LastEventIds { get; } = new();

    /// <summary>Somebody listens to the stream, and misses nothing from here on.</summary>
    public Task Listened => _listened.Task;

    public static async Task<FakeGateway> StartAsync()
    {
        var gateway = new FakeGateway();
        await gateway._app.StartAsync(TestContext.Current.CancellationToken);
        return gateway;
    }

    public async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        Bodies.Enqueue(body);
        TraceParents.Enqueue(context.Request.Headers.TraceParent.ToString());
        if (!IsFine(body))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { title = "One or more validation errors occurred.", errors = new { size = new[] { "Must be one of small, medium, large." } } });
            return;
        }

        var orderId = Guid.NewGuid();
        _orders[orderId] = true;
        foreach (var status in Steps) Tell(orderId, status);
        context.Response.Headers.Location = $"/v1/order/{orderId}";
        await context.Response.WriteAsJsonAsync(new { order_id = orderId, ordered_at = DateTimeOffset.UnixEpoch });
    }

    /// <summary>Adds a step to the stream; its sequence is its place.</summary>
    public void Tell(Guid orderId, string status)
    {
        lock (_gate)
        {
            _events.Add($$"""{"order_id":"{{orderId}}","size":"large","toppings":[],"border":"none","destination":"Garage 16","username":"charles_leclerc","ordered_at":"2026-09-06T12:00:00Z","status":"{{status}}","updated_at":"2026-09-06T12:00:02.0000000Z"}""");
            _news.SetResult();
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // What hangs would otherwise be waited for.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static bool IsFine(string body)
    {
        try
        {
            var order = JsonDocument.Parse(body).RootElement;
            return order.GetProperty("size").GetString() is "small" or "medium" or "large"
                && order.GetProperty("destination").GetString()!.Trim().Length is > 0 and <= 200
                && order.GetProperty("username").GetString()!.Length is > 0 and <= 64
                && (!order.TryGetProperty("border", out var border) || border.GetString() != "asphalt")
                && (!order.TryGetProperty("toppings", out var toppings) || toppings.EnumerateArray().All(topping => topping.GetString() != ""));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    private async Task StreamAsync(HttpContext context)
    {
        if (!HasStream)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(": hello\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        var lastEventId = context.Request.Headers["Last-Event-ID"].ToString();
        LastEventIds.Enqueue(lastEventId);
        var orderId = context.Request.Query["order_id"].ToString();
        var next = int.TryParse(lastEventId, out var last) ? last : Count();
        _listened.TrySetResult();
        while (true)
        {
            var (told, more) = After(next);
            foreach (var json in told)
            {
                next++;
                if (!json.Contains(orderId, StringComparison.Ordinal)) continue;
                await context.Response.WriteAsync($"id: {next}\ndata: {json}\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                if (CutOffAfter is not { } left || (CutOffAfter = left - 1) > 0) continue;
                CutOffAfter = null;
                context.Abort();
                return;
            }

            await more.WaitAsync(context.RequestAborted);
        }
    }

    private int Count()
    {
        lock (_gate) return _events.Count;
    }

    private (List<string> Told, Task More) After(int next)
    {
        lock (_gate) return (_events[next..], _events.Count > next ? Task.CompletedTask : _news.Task);
    }
}
