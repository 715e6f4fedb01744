using System.Diagnostics;
using System.Runtime.CompilerServices;
using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

public static class NatsMsgTelemetryExtensions
{
    /// <summary>Starts a span for working on the message, under that of its receipt; null where nobody listens.</summary>
    public static Activity? StartActivity<T>(this in NatsMsg<T> msg, [CallerMemberName] string name = "", IEnumerable<KeyValuePair<string, object?>>? tags = null) =>
        Telemetry.StartInternal(name, msg.Headers, tags);

    /// <summary>The span of the message's receipt.</summary>
    public static ActivityContext GetActivityContext(this NatsHeaders? headers) => headers?.Activity?.Context ?? default;
}
