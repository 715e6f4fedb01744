namespace BoxBox.Fattorino;

internal static class FattorinoExtensions
{
    public const string Consumer = "ORDERS_fattorino_v1";

    /// <summary>Adds the Fattorino; needs the order stream and the people's shared rules.</summary>
    public static void AddFattorino(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<FattorinoOptions, FattorinoOptionsValidator>().BindConfiguration(FattorinoOptions.Section);
        builder.AddCrew("fattorino");
        services.AddSingleton<FattorinoTelemetry>();
        services.AddOrderWorker<DeliveryWorker>(Profile);
    }

    internal static WorkerProfile Profile(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<FattorinoOptions>>().Value;
        return new WorkerProfile
        {
            Name = "fattorino",
            Consumer = Consumer,
            Takes = OrderStatus.WaitingDelivery,
            Gives = OrderStatus.Completed,
            BatchSize = options.Capacity,
            FetchMaxWait = options.FetchMaxWait,
            Spans = FattorinoTelemetry.Spans,
        };
    }
}
