namespace BoxBox.Orders;

public static class OrderStreamExtensions
{
    /// <summary>
    /// Adds the order stream over the NATS connection string <c>nats</c>: the client, the health check <c>nats</c>, the options of section <c>Orders</c>,
    /// <see cref="IOrderPublisher"/>, <see cref="IOrderHistory"/>, and a service in the background that makes the stream as soon as NATS is there.
    /// </summary>
    public static void AddOrderStream(this IHostApplicationBuilder builder)
    {
        builder.AddNatsConnection();
        builder.AddNatsJetStream();
        builder.Services.AddSingleton<StreamHealthCheck>();
        builder.Services.AddHealthChecks().AddCheck<StreamHealthCheck>(StreamHealthCheck.Name);
        builder.Services.AddOptionsWithValidateOnStart<OrdersOptions, OrdersOptionsValidator>().BindConfiguration(OrdersOptions.Section);
        builder.Services.AddMetrics();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<StreamSetup>();
        builder.Services.AddHostedService(services => services.GetRequiredService<StreamSetup>());
        builder.Services.AddSingleton<OrderTelemetry>();
        builder.Services.AddSingleton<IOrderHistory, OrderHistory>();
        builder.Services.AddSingleton<IOrderLookup>(services => services.GetRequiredService<IOrderHistory>());
        builder.Services.AddSingleton<IOrderPublisher, OrderStream>();
    }
}
