using System.Threading.Channels;

namespace NATS.Client.Core;

/// <summary>A subscription whose messages wait in a channel.</summary>
public interface INatsSub<T> : IAsyncDisposable
{
    ChannelReader<NatsMsg<T>> Msgs { get; }

    string Subject { get; }

    string? QueueGroup { get; }

    /// <summary>Ends the subscription; what has arrived stays readable.</summary>
    ValueTask UnsubscribeAsync();
}
