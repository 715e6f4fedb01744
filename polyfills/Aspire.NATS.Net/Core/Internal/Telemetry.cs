using System.Diagnostics;
using System.Globalization;

namespace NATS.Client.Core.Internal;

/// <summary>The client's spans, source <c>NATS.Net</c>, tagged as OpenTelemetry's conventions for messaging have it.</summary>
internal static class Telemetry
{
    private static readonly ActivitySource Source = new("NATS.Net");

    public static bool HasListeners => Source.HasListeners();

    public static Activity? StartSend(NatsConnection connection, string operation, string subject, string? replyTo)
    {
        var context = new NatsInstrumentationContext(subject, null, replyTo, null, null, null, connection, default);
        return Start($"{Destination(connection, subject)} {operation}", ActivityKind.Producer, context, TelemetryTags.ForSend(connection, subject, replyTo));
    }

    /// <summary>The span of a message's receipt, kept in its headers, which are made where there are none.</summary>
    public static NatsHeaders? StartReceive(INatsConnection? connection, string subject, string? replyTo, NatsHeaders? headers, long bodySize, long size)
    {
        if (!Source.HasListeners())
            return headers;
        headers ??= new NatsHeaders();
        var context = new NatsInstrumentationContext(subject, headers, replyTo, null, bodySize, size, connection, ParentOf(headers));
        var name = connection is NatsConnection nats ? $"{Destination(nats, subject)} receive" : "receive";
        using var activity = Start(name, ActivityKind.Consumer, context, TelemetryTags.ForReceive(connection as NatsConnection, context));
        headers.Activity = activity;
        return headers;
    }

    public static Activity? StartInternal(string name, NatsHeaders? headers, IEnumerable<KeyValuePair<string, object?>>? tags) =>
        Source.HasListeners() ? Source.StartActivity(name, ActivityKind.Internal, headers.GetActivityContext(), tags) : null;

    /// <summary>Puts the trace context into the headers, whoever has set them.</summary>
    public static NatsHeaders? Inject(Activity? activity, NatsHeaders? headers)
    {
        if (activity is null)
            return headers;
        headers ??= new NatsHeaders();
        DistributedContextPropagator.Current.Inject(activity, headers, static (carrier, name, value) => ((NatsHeaders)carrier!).Put(name, value));
        return headers;
    }

    public static void SetException(Activity? activity, Exception exception) =>
        activity?.AddException(exception).SetStatus(ActivityStatusCode.Error, exception.Message);

    private static Activity? Start(string name, ActivityKind kind, NatsInstrumentationContext context, IEnumerable<KeyValuePair<string, object?>> tags)
    {
        var options = NatsInstrumentationOptions.Default;
        if (options.Filter?.Invoke(context) == false)
            return null;
        var activity = Source.StartActivity(name, kind, context.ParentContext, tags);
        if (activity is not null)
            options.Enrich?.Invoke(activity, context);
        return activity;
    }

    /// <summary>Two tokens of the subject at most, so that ids in it do not make a span name each.</summary>
    private static string Destination(NatsConnection connection, string subject)
    {
        if (subject.StartsWith(connection.Opts.InboxPrefix, StringComparison.Ordinal))
            return "inbox";
        var first = subject.IndexOf('.', StringComparison.Ordinal);
        var second = first < 0 ? -1 : subject.IndexOf('.', first + 1);
        return second < 0 ? subject : subject[..second];
    }

    private static ActivityContext ParentOf(NatsHeaders headers)
    {
        DistributedContextPropagator.Current.ExtractTraceIdAndState(
            headers,
            static (object? carrier, string name, out string? value, out IEnumerable<string>? values) =>
            {
                values = null;
                ((NatsHeaders)carrier!).TryGetLastValue(name, out value);
            },
            out var traceParent,
            out var traceState);
        return ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var context) ? context : default;
    }
}
