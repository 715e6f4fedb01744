using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace NATS.Client.JetStream.Internal;

/// <summary>Names become tokens of API subjects.</summary>
internal static class StreamNames
{
    /// <exception cref="ArgumentException">The name is empty, or would be more than one token.</exception>
    public static void ThrowIfBad([NotNull] string? name, [CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        if (name.AsSpan().ContainsAny(" ."))
            throw new ArgumentException("Stream name cannot contain ' ', '.'", parameter);
    }
}
