namespace BoxBox.Orders.Connection;

public static class NatsConnectionExtensions
{
    /// <summary>
    /// A server that hangs, or lost its power, says no goodbye: it is left after two pings without an answer, so within four of these. The client's
    /// own two minutes would leave a service cut off for eight, though the next server of the cluster is ready.
    /// </summary>
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(3);

    /// <summary>Adds the client of the connection string <c>nats</c>, with the settings of section <c>Nats</c> (<see cref="NatsConnectionOptions"/>).</summary>
    public static void AddNatsConnection(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<NatsConnectionOptions, NatsConnectionOptionsValidator>().BindConfiguration(NatsConnectionOptions.Section);

        // The health check is our own. So are the spans: the client's show every acknowledgement and pull, and bury the order's.
        builder.AddNatsClient(
            "nats",
            settings => (settings.DisableHealthChecks, settings.DisableTracing) = (true, true),
            (services, client) => services.GetRequiredService<IOptions<NatsConnectionOptions>>().Value.ApplyTo(client with
            {
                PingInterval = PingInterval,
                // A server may refuse us for a while: its password is being changed. By default the client gives up for good after two refusals.
                IgnoreAuthErrorAbort = true,
            }));
    }
}
