using System.Diagnostics;
using System.Globalization;
using OpenTelemetry;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>
/// The spans of Grpc.Net.Client, one a try: named and tagged by the RPC conventions, where the client only says <c>Grpc.Net.Client.GrpcOut</c>,
/// <c>grpc.method</c> and <c>grpc.status_code</c>. A retry is told as an event on the span around the call, too.
/// </summary>
/// <remarks><c>previous-rpc-attempts</c> is the name that gRPC's own tracing (gRFC A72) has for it.</remarks>
internal sealed class GrpcTries : BaseProcessor<Activity>
{
    /// <summary>Name of the client's source.</summary>
    public const string Source = "Grpc.Net.Client";

    private const string Method = "grpc.method";
    private const string Status = "grpc.status_code";
    private const string Failed = "boxbox.grpc.failed_try";

    public override void OnStart(Activity data)
    {
        // Gone where a second provider of the process sees the span, too.
        if (data.Source.Name != Source || data.GetTagItem(Method) is not string method) return;
        GrpcSemantics.Describe(data, method);
        data.SetTag(Method, null);
        if (data.Parent is { } call && call.GetCustomProperty(Failed) is FailedTry last && last.Method == data.DisplayName) Retry(call, data, last);
    }

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != Source || !int.TryParse(data.GetTagItem(Status) as string, CultureInfo.InvariantCulture, out var status)) return;
        data.SetTag(Status, null);
        GrpcSemantics.SetStatus(data, status, isError: status != 0);
        var tries = (data.GetTagItem("previous-rpc-attempts") as int? ?? 0) + 1;
        data.Parent?.SetCustomProperty(Failed, status == 0 ? null : new FailedTry(data.DisplayName, tries, status, data.StartTimeUtc + data.Duration));
    }

    private static void Retry(Activity call, Activity span, FailedTry last)
    {
        span.SetTag("previous-rpc-attempts", last.Number);
        call.AddEvent(new ActivityEvent("retry", span.StartTimeUtc, new ActivityTagsCollection
        {
            ["previous-rpc-attempts"] = last.Number,
            [GrpcSemantics.StatusCode] = last.Status,
            ["boxbox.delay"] = (span.StartTimeUtc - last.Ended).TotalSeconds,
        }));
    }

    private sealed record FailedTry(string Method, int Number, int Status, DateTime Ended);
}
