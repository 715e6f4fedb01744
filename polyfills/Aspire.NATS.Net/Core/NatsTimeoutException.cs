using System.Diagnostics.CodeAnalysis;

namespace NATS.Client.Core;

/// <summary>A command waited longer than <see cref="NatsOpts.CommandTimeout"/>.</summary>
public sealed class NatsTimeoutException() : NatsException("Operation timed out")
{
    [DoesNotReturn]
    public static void Throw() => throw new NatsTimeoutException();
}
