namespace BoxBox.Orders.Work.Nats;

internal sealed class NatsDelivery(INatsJSMsg<byte[]> message) : IDelivery
{
    /// <summary>
    /// Double: the server confirms, so that the end is known and not hoped. What a service that stops has only handed to its client may never leave the
    /// machine, and its orders would wait for their ack wait to be over.
    /// </summary>
    private static readonly AckOpts Confirmed = new() { DoubleAck = true };

    private readonly NatsJSMsgMetadata _metadata = message.Metadata ?? throw new NatsJSException($"{message.Subject} has none of JetStream's metadata.");

    public string Subject => message.Subject;
    public string? MessageId => Header("Nats-Msg-Id");
    public ReadOnlyMemory<byte> Payload => message.Data;
    public int Attempt => (int)Math.Min(int.MaxValue, _metadata.NumDelivered);
    public DateTimeOffset StoredAt => _metadata.Timestamp;

    public ActivityContext Producer =>
        ActivityContext.TryParse(Header("traceparent"), Header("tracestate"), isRemote: true, out var context) ? context : default;

    public async Task AckAsync(CancellationToken cancellationToken) => await message.AckAsync(Confirmed, cancellationToken);

    public async Task ExtendAsync(CancellationToken cancellationToken) =>
        await message.AckProgressAsync(cancellationToken: cancellationToken);

    public async Task GiveBackAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        await message.NakAsync(Confirmed with { NakDelay = delay }, cancellationToken);

    public async Task RejectAsync(CancellationToken cancellationToken) =>
        await message.AckTerminateAsync(Confirmed, cancellationToken);

    private string? Header(string name) =>
        message.Headers is { } headers && headers.TryGetValue(name, out var values) ? values.ToString() : null;
}
