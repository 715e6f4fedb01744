using NATS.Client.JetStream;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class AcknowledgementTests(NatsServerFixture nats) : IClassFixture<NatsServerFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_nak_brings_the_message_back_at_once()
    {
        await using var connection = nats.Connect();
        var (_, consumer) = await Work.ConsumerAsync(connection, "NAK", messages: 1);
        var first = await consumer.NextAsync<int>(cancellationToken: Token);

        await first!.NakAsync(cancellationToken: Token);

        var again = await consumer.NextAsync<int>(cancellationToken: Token);
        Assert.Equal((0, 2UL), (again!.Data, again.Metadata!.Value.NumDelivered));
    }

    [Fact]
    public async Task A_nak_with_delay_keeps_the_message_away_for_that_long()
    {
        await using var connection = nats.Connect();
        var (_, consumer) = await Work.ConsumerAsync(connection, "DELAY", messages: 1);
        var first = await consumer.NextAsync<int>(cancellationToken: Token);

        await first!.NakAsync(new AckOpts { DoubleAck = true }, delay: TimeSpan.FromSeconds(5), cancellationToken: Token);

        Assert.Empty(await Work.FetchNoWaitAsync(consumer));
        var again = await consumer.NextAsync<int>(cancellationToken: Token);
        Assert.Equal(2UL, again!.Metadata!.Value.NumDelivered);
    }

    [Fact]
    public async Task Progress_keeps_a_message_from_being_delivered_again()
    {
        await using var connection = nats.Connect();
        var (_, consumer) = await Work.ConsumerAsync(connection, "PROGRESS", messages: 2, ackWait: TimeSpan.FromSeconds(5));
        var held = await consumer.NextAsync<int>(cancellationToken: Token);
        var forgotten = await consumer.NextAsync<int>(cancellationToken: Token);

        // The forgotten one comes back after the ack wait: that is the clock by which the held one would have come, too.
        INatsJSMsg<int>? back = null;
        while (back is null)
        {
            await held!.AckProgressAsync(cancellationToken: Token);
            back = await consumer.NextAsync<int>(opts: new NatsJSNextOpts { Expires = TimeSpan.FromSeconds(1) }, cancellationToken: Token);
        }

        Assert.Equal((forgotten!.Data, 2UL), (back.Data, back.Metadata!.Value.NumDelivered));
        await held!.AckAsync(new AckOpts { DoubleAck = true }, Token);
    }

    [Fact]
    public async Task A_terminated_message_does_not_come_back()
    {
        await using var connection = nats.Connect();
        var (_, consumer) = await Work.ConsumerAsync(connection, "TERM", messages: 1);
        var msg = await consumer.NextAsync<int>(cancellationToken: Token);

        await msg!.AckTerminateAsync(new AckOpts { DoubleAck = true }, Token);

        Assert.Empty(await Work.FetchNoWaitAsync(consumer));
        await consumer.RefreshAsync(Token);
        Assert.Equal((0, 0UL), (consumer.Info.NumAckPending, consumer.Info.NumPending));
    }
}
