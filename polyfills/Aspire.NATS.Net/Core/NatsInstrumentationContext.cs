using System.Diagnostics;

namespace NATS.Client.Core;

/// <summary>The message that a span is about; what is not known yet is null.</summary>
public readonly record struct NatsInstrumentationContext(
    string Subject,
    NatsHeaders? Headers,
    string? ReplyTo,
    string? QueueGroup,
    long? BodySize,
    long? Size,
    INatsConnection? Connection,
    ActivityContext ParentContext);
