using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Fixtures.Deploy;

/// <summary>What the NATS server itself says of the stream, past everything of the product.</summary>
/// <param name="url">Where the server is.</param>
/// <param name="patience">How long one answer is waited for; 5 s where it is left out.</param>
internal sealed class RawStream(string url, TimeSpan? patience = null) : IAsyncDisposable
{
    private static readonly string[] Journey = ["waiting_to_cook", "in_progress", "waiting_delivery", "out_for_delivery", "completed"];
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly NatsConnection _connection = new(NatsOpts.Default with { Url = url, RequestTimeout = patience ?? NatsOpts.Default.RequestTimeout });

    public INatsJSContext JetStream => new NatsJSContext(_connection);

    /// <summary>Waits until every one of these orders is delivered, and makes sure that each step of each is stored once, and nothing else.</summary>
    public async Task AssertEachStepStandsOnceAsync(IReadOnlyList<Guid> orders, CancellationToken cancellationToken)
    {
        var expected = orders.SelectMany(order => Journey.Select(step => $"orders.{step}.{order}")).ToHashSet();
        using var next = new PeriodicTimer(BetweenLooks, TimeProvider.System);
        IDictionary<string, long> stored;
        do
        {
            await next.WaitForNextTickAsync(cancellationToken);
            stored = await SubjectsAsync(cancellationToken);
        }
        while (stored.Keys.Count(subject => subject.StartsWith("orders.completed.", StringComparison.Ordinal)) < orders.Count);

        Assert.Equal(orders.Count, orders.Distinct().Count());
        Assert.DoesNotContain(stored, subject => subject.Value != 1);
        Assert.Equal(expected, stored.Keys.ToHashSet());
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<IDictionary<string, long>> SubjectsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stream = await JetStream.GetStreamAsync("ORDERS", new StreamInfoRequest { SubjectsFilter = "orders.>" }, cancellationToken);
            return stream.Info.State.Subjects ?? new Dictionary<string, long>();
        }
        catch (NatsException)
        {
            // Nobody leads it at the moment.
            return new Dictionary<string, long>();
        }
    }
}
