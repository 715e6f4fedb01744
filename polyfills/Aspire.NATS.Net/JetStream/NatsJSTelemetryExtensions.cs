using System.Diagnostics;
using System.Runtime.CompilerServices;
using NATS.Client.Core.Internal;

namespace NATS.Client.JetStream;

public static class NatsJSTelemetryExtensions
{
    /// <summary>Starts a span for working on the message, under that of its receipt; null where nobody listens.</summary>
    public static Activity? StartActivity<T>(this in NatsJSMsg<T> msg, [CallerMemberName] string name = "", IEnumerable<KeyValuePair<string, object?>>? tags = null) =>
        Telemetry.StartInternal(name, msg.Headers, tags);
}
