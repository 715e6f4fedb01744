using System.Diagnostics;

namespace NATS.Client.Core;

/// <summary>What the client's spans look like, for the whole process.</summary>
public sealed class NatsInstrumentationOptions
{
    public static NatsInstrumentationOptions Default { get; } = new();

    /// <summary>Which messages get a span; null gives all of them one.</summary>
    public Func<NatsInstrumentationContext, bool>? Filter { get; set; }

    /// <summary>Adds to a span when it starts.</summary>
    public Action<Activity, NatsInstrumentationContext>? Enrich { get; set; }
}
