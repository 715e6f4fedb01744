using System.Diagnostics.Metrics;

namespace BoxBox.PaddockGateway;

internal sealed class GatewayTelemetry
{
    /// <summary>Of the ActivitySource and of the Meter.</summary>
    public const string Name = "BoxBox.PaddockGateway";

    public static readonly ActivitySource Spans = new(Name);

    private readonly Meter _meter;
    private readonly Counter<long> _orders;

    public GatewayTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _orders = _meter.CreateCounter<long>("paddock.order.count", "{order}", "Attempts to order, by size and outcome.");
    }

    /// <summary>Lets whoever knows the live clients be asked how many there are.</summary>
    public void CountClients(Func<int> count) =>
        _meter.CreateObservableGauge("paddock.sse.clients", count, "{client}", "Clients that follow the orders live.");

    public void Placed(PizzaSize size, Placement placement) => Count(WireName.Of(size), WireName.Of(placement));

    /// <summary>The request broke a rule; its size may not even be known.</summary>
    public void Rejected() => Count("unknown", "rejected");

    private void Count(string size, string outcome) => _orders.Add(1, new("size", size), new("outcome", outcome));
}
