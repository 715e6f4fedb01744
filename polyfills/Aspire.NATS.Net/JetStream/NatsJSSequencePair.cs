namespace NATS.Client.JetStream;

/// <summary>A message's place in the stream, and a delivery's in the consumer.</summary>
public readonly record struct NatsJSSequencePair(ulong Stream, ulong Consumer);
