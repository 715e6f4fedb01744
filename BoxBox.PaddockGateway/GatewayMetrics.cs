using System.Diagnostics.Metrics;
using BoxBox.PaddockGateway.Ordering;

namespace BoxBox.PaddockGateway;

/// <summary>The gateway's own instruments.</summary>
internal sealed class GatewayMetrics
{
    private readonly Meter _meter;
    private readonly Counter<long> _orders;

    public GatewayMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(GatewayTelemetry.Name);
        _orders = _meter.CreateCounter<long>("paddock.order.count", "{order}", "Attempts to order, by size and outcome.");
    }

    /// <summary>Lets whoever knows the live clients be asked how many there are.</summary>
    public void CountClients(Func<int> count) =>
        _meter.CreateObservableGauge("paddock.sse.clients", count, "{client}", "Clients that follow the orders live.");

    /// <summary>Counts an attempt by what came of it.</summary>
    public void Placed(PizzaSize size, Placement placement) => Count(WireName.Of(size), WireName.Of(placement));

    /// <summary>Outcome <c>rejected</c>: the request broke a rule; its size may not even be known.</summary>
    public void Rejected() => Count("unknown", "rejected");

    private void Count(string size, string outcome) =>
        _orders.Add(1, new KeyValuePair<string, object?>("size", size), new KeyValuePair<string, object?>("outcome", outcome));
}
