namespace NATS.Client.Core;

/// <summary>How a message is published.</summary>
public record NatsPubOpts
{
    [Obsolete("No longer has any effect")]
    public bool? WaitUntilSent { get; init; }

    [Obsolete("All errors are now thrown as exceptions in PublishAsync")]
    public Action<Exception>? ErrorHandler { get; init; }
}
