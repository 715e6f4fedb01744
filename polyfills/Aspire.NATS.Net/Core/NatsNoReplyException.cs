using System.Diagnostics.CodeAnalysis;

namespace NATS.Client.Core;

/// <summary>A request got no reply in time.</summary>
public sealed class NatsNoReplyException() : NatsException("No reply received")
{
    [DoesNotReturn]
    public static void Throw() => throw new NatsNoReplyException();
}
