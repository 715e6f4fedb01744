using System.Globalization;
using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace BoxBox.Tifosi.Gateway;

/// <summary>The live stream, for as long as somebody listens: cut off, it resumes after the last event that it saw.</summary>
internal sealed class EventStream(HttpClient http) : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>Called when the gateway answers (again), and when the line is lost, with the reason.</summary>
    public Action<string?> StateChanged { get; set; } = _ => { };

    /// <param name="orderId">Only that order, from its first step; null: all, from now on.</param>
    /// <param name="cancellationToken">The only end that there is, but for a request that the gateway refuses.</param>
    /// <exception cref="HttpRequestException">The gateway refuses the request (4xx).</exception>
    public async IAsyncEnumerable<OrderEvent> FollowAsync(Guid? orderId, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lastEventId = orderId is null ? null : "0";
        while (!cancellationToken.IsCancellationRequested)
        {
            await using var events = ConnectAsync(orderId, lastEventId, time, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await MovesOnAsync(events, cancellationToken))
            {
                lastEventId = events.Current.Sequence.ToString(CultureInfo.InvariantCulture);
                yield return events.Current;
            }

            await Task.Delay(BetweenTries, time, cancellationToken);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> MovesOnAsync(IAsyncEnumerator<OrderEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception e) when (Failure.IsTheirs(e) && !cancellationToken.IsCancellationRequested && !IsRefusal(e))
        {
            StateChanged(Failure.Name(e));
            return false;
        }
    }

    private static bool IsRefusal(Exception e) => e is HttpRequestException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests };

    private async IAsyncEnumerable<OrderEvent> ConnectAsync(Guid? orderId, string? lastEventId, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var patience = new Patience(time, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, orderId is { } id ? $"/v1/order/sse?order_id={id:D}" : "/v1/order/sse");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        response.EnsureSuccessStatusCode();
        StateChanged(null);
        await using var stream = new PatientStream(await response.Content.ReadAsStreamAsync(patience.Token), patience);
        await foreach (var item in SseParser.Create(stream, Read).EnumerateAsync(patience.Token))
        {
            if (item.Data is { } step && ulong.TryParse(item.EventId, CultureInfo.InvariantCulture, out var sequence)) yield return step with { Sequence = sequence };
        }
    }

    /// <summary>Events of other types than an order's are none of ours.</summary>
    private static OrderEvent? Read(string type, ReadOnlySpan<byte> data) =>
        type != SseParser.EventTypeDefault ? null : JsonSerializer.Deserialize(data, GatewayJson.Default.OrderEvent)! with { Json = Encoding.UTF8.GetString(data) };
}
