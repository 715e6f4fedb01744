namespace NATS.Client.JetStream;

/// <summary>A message with that id is stored already.</summary>
public class NatsJSDuplicateMessageException(ulong sequence) : NatsJSException($"Duplicate of {sequence}")
{
    public ulong Sequence { get; } = sequence;
}
