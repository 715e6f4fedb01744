namespace NATS.Client.JetStream;

/// <summary>How to acknowledge.</summary>
public readonly record struct AckOpts
{
    /// <summary>Whether to wait for the server's confirmation; null takes <see cref="NatsJSOpts.DoubleAck"/>.</summary>
    public bool? DoubleAck { get; init; }
}
