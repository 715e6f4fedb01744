using System.Diagnostics.Metrics;
using System.Globalization;
using BoxBox.PaddockGateway;
using BoxBox.PaddockGateway.Live;

namespace BoxBox.Tests.Unit.PaddockGateway;

public sealed class LiveFanOutTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly LiveFanOut _fanOut;

    public LiveFanOutTests()
    {
        _fanOut = new LiveFanOut(
            Options.Create(new LiveOptions { EventsBehind = 3, Ring = 8, MostClients = 3 }),
            new GatewayTelemetry(_services.GetRequiredService<IMeterFactory>()),
            NullLogger<LiveFanOut>.Instance);
        _fanOut.BeginAt(0, 0);
    }

    [Fact]
    public void A_client_too_far_behind_is_cut_off_and_the_others_are_not()
    {
        using var slow = Join();
        using var quick = Join();

        for (ulong sequence = 1; sequence <= 4; sequence++)
        {
            Publish(sequence);
            Assert.Equal([sequence], Take(quick));
        }

        Assert.Equal((true, false), (slow.IsCutOff, quick.IsCutOff));
        Assert.True(slow.End.IsCancellationRequested);
    }

    [Fact]
    public void A_client_exactly_at_the_limit_stays()
    {
        using var client = Join();

        Publish(1, 2, 3);

        Assert.False(client.IsCutOff);
        Assert.Equal([1UL, 2, 3], Take(client));
    }

    [Fact]
    public void A_client_that_comes_back_gets_what_it_missed_however_much_as_long_as_the_ring_has_it()
    {
        Publish(1, 2, 3, 4, 5, 6, 7, 8, 9);
        using var late = Join(new LiveRequest(1, null));
        using var later = Join(new LiveRequest(0, null));

        Assert.Equal([2UL, 3, 4, 5, 6, 7, 8, 9], Take(late));
        Assert.False(_fanOut.TryTake(later, []));
        Publish(10, 11, 12, 13, 14);
        Assert.Equal((true, false), (late.IsCutOff, later.IsCutOff));
    }

    [Fact]
    public void Orders_that_a_client_did_not_ask_for_do_not_count()
    {
        var wanted = Guid.CreateVersion7(Pizza.Noon);
        using var client = Join(new LiveRequest(0, wanted));
        Assert.Null(_fanOut.FollowOne(client, wanted));

        Publish(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Publish(11, wanted);

        Assert.False(client.IsCutOff);
        Assert.Equal([11UL], Take(client));
    }

    [Fact]
    public void A_client_of_one_order_gets_from_the_ring_what_it_missed_and_is_told_where_the_ring_begins()
    {
        var wanted = Guid.CreateVersion7(Pizza.Noon);
        Publish(1, wanted);
        Publish(2, 3, 4, 5, 6, 7, 8);
        Publish(9, wanted);
        using var near = Join(new LiveRequest(1, wanted));
        using var far = Join(new LiveRequest(0, wanted));

        Assert.Null(_fanOut.FollowOne(near, wanted));
        Assert.Equal([9UL], Take(near));
        Assert.Equal(9UL, _fanOut.FollowOne(far, wanted));
    }

    [Fact]
    public void What_a_client_of_another_replica_has_seen_before_this_one_did_is_not_sent_again()
    {
        var wanted = Guid.CreateVersion7(Pizza.Noon);
        using var ofOne = Join(new LiveRequest(2, wanted));
        using var ofAll = Join(new LiveRequest(2, null));
        Assert.Null(_fanOut.FollowOne(ofOne, wanted));

        for (ulong sequence = 1; sequence <= 3; sequence++)
            Publish(sequence, wanted);

        Assert.Equal([3UL], Take(ofOne));
        Assert.Equal([3UL], Take(ofAll));
    }

    [Fact]
    public void A_client_that_asks_for_what_comes_gets_nothing_that_was_stored_before_even_while_the_feed_catches_up()
    {
        _fanOut.BeginAt(7, 9);
        using var client = Join();

        Publish(8, 9, 10);

        Assert.Equal([10UL], Take(client));
    }

    [Fact]
    public void What_clients_know_of_a_stream_that_is_gone_cuts_them_off()
    {
        using var early = Join();

        _fanOut.BeginAt(0, 0);
        using var anew = Join();

        Assert.Equal((true, false), (early.IsCutOff, anew.IsCutOff));
    }

    [Fact]
    public void No_more_clients_come_in_than_there_may_be_and_one_that_left_makes_room()
    {
        using var first = Join();
        using var second = Join(new LiveRequest(0, null));
        using var third = Join(new LiveRequest(0, Guid.NewGuid()));
        using var fourth = new LiveClient(new LiveRequest(null, null), CancellationToken.None);

        Assert.False(_fanOut.TryJoin(fourth));
        _fanOut.Leave(second);
        Assert.True(_fanOut.TryJoin(fourth));
        Assert.Equal(3, _fanOut.ClientCount);
    }

    [Fact]
    public void What_has_no_place_in_the_stream_goes_to_those_who_asked_for_it()
    {
        using var plain = Join();
        using var curious = Join(new LiveRequest(null, null, Crew: true));

        _fanOut.PublishBeside(LiveFrame.OfCrew("{}"u8.ToArray()));
        Publish(1);

        Assert.Equal([1UL], Take(plain));
        var frames = new List<ReadOnlyMemory<byte>>();
        Assert.True(_fanOut.TryTake(curious, frames));
        Assert.StartsWith("event: crew", Encoding.UTF8.GetString(frames[0].Span), StringComparison.Ordinal);
        Assert.Equal(2, frames.Count);
    }

    [Fact]
    public void What_has_no_place_in_the_stream_also_waits_for_who_has_yet_to_catch_up_but_no_more_of_it_than_of_events()
    {
        using var client = new LiveClient(new LiveRequest(0, null, Crew: true), CancellationToken.None);
        Assert.True(_fanOut.TryJoin(client));

        foreach (var name in (string[])["1", "2", "3", "4"])
            _fanOut.PublishBeside(LiveFrame.OfCrew(Encoding.ASCII.GetBytes(name)));

        var frames = new List<ReadOnlyMemory<byte>>();
        Assert.True(_fanOut.TryTake(client, frames));
        Assert.Equal(["2", "3", "4"], frames.Select(frame => Encoding.UTF8.GetString(frame.Span)["event: crew\ndata: ".Length..].Trim()));
        Assert.False(client.IsCutOff);
    }

    [Fact]
    public void The_event_is_the_message_as_it_was_published_but_for_line_breaks()
    {
        var order = Pizza.Order();
        var json = OrderJson.Serialize(order);
        byte[] spaced = [(byte)' ', .. json];

        Assert.Equal($"id: 7\ndata: {Encoding.UTF8.GetString(spaced)}\n\n", EventOf(spaced));
        Assert.Equal($"id: 7\ndata: {Encoding.UTF8.GetString(json)}\n\n", EventOf([(byte)'\r', .. json]));

        string EventOf(byte[] payload) => Encoding.UTF8.GetString(LiveFrame.Of(new StoredStep(7, order, "") { Payload = payload })!.Bytes.Span);
    }

    public void Dispose() => _services.Dispose();

    /// <summary>A client that has got all there was, so that it has to keep up from now on.</summary>
    private LiveClient Join(LiveRequest? request = null)
    {
        var client = new LiveClient(request ?? new LiveRequest(null, null), CancellationToken.None);
        Assert.True(_fanOut.TryJoin(client));
        if (request?.After is null)
            Assert.Empty(Take(client));
        return client;
    }

    private IEnumerable<ulong> Take(LiveClient client)
    {
        var frames = new List<ReadOnlyMemory<byte>>();
        Assert.True(_fanOut.TryTake(client, frames));
        return [.. frames.Select(frame => ulong.Parse(Encoding.UTF8.GetString(frame.Span).Split('\n')[0][4..], CultureInfo.InvariantCulture))];
    }

    private void Publish(params ulong[] sequences)
    {
        foreach (var sequence in sequences)
            Publish(sequence, Guid.NewGuid());
    }

    private void Publish(ulong sequence, Guid orderId)
    {
        var order = Pizza.Order(id: orderId);
        _fanOut.Publish(new StoredStep(sequence, order, "maestro") { Subject = OrderSubjects.For(order.Status, orderId), Payload = OrderJson.Serialize(order) });
    }
}
