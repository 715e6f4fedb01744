using System.Threading.Channels;

namespace NATS.Client.Core;

/// <summary>How a subscription queues; null takes the connection's setting.</summary>
public record NatsSubChannelOpts
{
    public BoundedChannelFullMode? FullMode { get; init; }

    public int? Capacity { get; init; }
}
