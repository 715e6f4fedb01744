namespace BoxBox.Orders.Work;

/// <summary>One delivery of a message to a worker. It ends once: by <see cref="AckAsync"/>, <see cref="GiveBackAsync"/> or <see cref="RejectAsync"/>.</summary>
public interface IDelivery
{
    string Subject { get; }

    /// <summary>The <c>Nats-Msg-Id</c>; null where the message has none.</summary>
    string? MessageId { get; }

    ReadOnlyMemory<byte> Payload { get; }

    /// <summary>Which delivery of this message it is, from 1; redeliveries after a crash and give-backs count too.</summary>
    int Attempt { get; }

    DateTimeOffset StoredAt { get; }

    /// <summary>The context of who published the message, where it was sent along.</summary>
    ActivityContext Producer { get; }

    /// <summary>The message is done; returns once the server has confirmed it.</summary>
    Task AckAsync(CancellationToken cancellationToken);

    /// <summary>Still at it: the time to acknowledge starts again.</summary>
    Task ExtendAsync(CancellationToken cancellationToken);

    /// <summary>Not done: to be delivered again, to anyone, not before <paramref name="delay"/> has passed; returns once the server has confirmed it.</summary>
    Task GiveBackAsync(TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Never to be delivered again; returns once the server has confirmed it.</summary>
    Task RejectAsync(CancellationToken cancellationToken);
}
