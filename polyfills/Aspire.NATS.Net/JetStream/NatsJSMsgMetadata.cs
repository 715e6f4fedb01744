namespace NATS.Client.JetStream;

/// <summary>A delivery: <paramref name="NumDelivered"/> is 1 the first time, <paramref name="NumPending"/> counts what is still to be delivered.</summary>
public readonly record struct NatsJSMsgMetadata(NatsJSSequencePair Sequence, ulong NumDelivered, ulong NumPending, DateTimeOffset Timestamp, string Stream, string Consumer, string Domain);
