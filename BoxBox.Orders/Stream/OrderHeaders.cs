namespace BoxBox.Orders.Stream;

/// <summary>The headers of a message beside NATS' own and the trace context.</summary>
public static class OrderHeaders
{
    /// <summary>Who published the step: the service's name, e.g. <c>maestro</c>.</summary>
    public const string By = "BoxBox-By";
}
