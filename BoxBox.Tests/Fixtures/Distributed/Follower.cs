using System.Net.ServerSentEvents;
using System.Threading.Channels;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>
/// Somebody who watches every order live, over a bad line: his connection breaks after some events, or whenever a gateway dies, and he resumes
/// after the last event he saw.
/// </summary>
internal sealed class Follower : IAsyncDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _client;
    private readonly Random _dice;
    private readonly CancellationTokenSource _done = new();
    private readonly Channel<SseItem<Order>> _seen = Channel.CreateUnbounded<SseItem<Order>>();
    private readonly Task _following;
    private string _lastEventId;

    public Follower(Uri gateway, ulong after, Random dice)
    {
        _client = new HttpClient(new LostConnections(new SocketsHttpHandler())) { BaseAddress = gateway, DefaultRequestHeaders = { ConnectionClose = true } };
        _dice = dice;
        _lastEventId = $"{after}";
        _following = FollowAsync(_done.Token);
    }

    /// <summary>How often the connection broke.</summary>
    public int Resumed { get; private set; }

    /// <summary>The sequences of the events he saw, in their order, up to where each of these orders has come to an end.</summary>
    public async Task<List<ulong>> UntilEndedAsync(IEnumerable<Guid> orders, CancellationToken cancellationToken)
    {
        var waitedFor = orders.ToHashSet();
        var sequences = new List<ulong>();
        while (waitedFor.Count > 0)
        {
            var item = await _seen.Reader.ReadAsync(cancellationToken);
            sequences.Add(ulong.Parse(item.EventId!, null));
            if (OrderLifecycle.IsFinal(item.Data.Status))
            {
                waitedFor.Remove(item.Data.OrderId);
            }
        }

        return sequences;
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _done.Dispose();
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await FollowALittleAsync(_dice.Next(5, 50), cancellationToken);
            }
            catch (Exception e) when (e is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(BetweenTries, TimeProvider.System, cancellationToken);
            }

            Resumed++;
        }
    }

    private async Task FollowALittleAsync(int events, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/order/sse") { Headers = { { "Last-Event-ID", _lastEventId } } };
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream, (_, data) => OrderJson.Deserialize(data)).EnumerateAsync(cancellationToken))
        {
            _lastEventId = item.EventId!;
            _seen.Writer.TryWrite(item);
            if (--events == 0)
            {
                return;
            }
        }
    }
}
