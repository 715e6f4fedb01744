using System.Diagnostics;
using OpenTelemetry;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>Passes the order's id on from span to span within a process, so that those of the HTTP and gRPC clients have it, too.</summary>
internal sealed class OrderIdOfParent : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (data.Parent?.GetTagItem(OrderSpans.OrderId) is { } id && data.GetTagItem(OrderSpans.OrderId) is null) data.SetTag(OrderSpans.OrderId, id);
    }
}
