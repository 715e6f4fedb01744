using BoxBox.Protos.Panettiere;
using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.Options;

namespace BoxBox.Maestro.Dough;

/// <summary>The way to the Panettiere.</summary>
internal static class PanettiereChannel
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(5);

    public static void AddPanettiereClient(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<PanettiereClientOptions>, PanettiereClientOptionsValidator>();
        services.AddOptions<PanettiereClientOptions>().BindConfiguration(PanettiereClientOptions.Section).ValidateOnStart();
        services.AddGrpcClient<PanettiereService.PanettiereServiceClient>((provider, client) => client.Address = new Uri(OptionsOf(provider).Address))
            .ConfigureChannel((provider, channel) => channel.ServiceConfig = RetriesFor(OptionsOf(provider)))
            .ConfigurePrimaryHttpMessageHandler(NewConnectionPerTry);
        services.AddSingleton<PanettiereBreaker>();
        services.AddSingleton<IDoughMaker, PanettiereClient>();
    }

    /// <summary>
    /// A proxy in front of replicas spreads connections, not requests: who keeps his HTTP/2 connection asks the same sleeping Panettiere again
    /// and again. A connection that is not kept costs next to nothing beside a dough, and lets each try reach another replica.
    /// </summary>
    private static SocketsHttpHandler NewConnectionPerTry() => new()
    {
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectTimeout = TimeSpan.FromSeconds(2),
    };

    /// <summary>gRPC's own retries (gRFC A6), which add jitter: for him who sleeps or is too busy, and him who cannot be reached.</summary>
    private static ServiceConfig? RetriesFor(PanettiereClientOptions options) => options.Retries == 1 ? null : new ServiceConfig
    {
        MethodConfigs =
        {
            new MethodConfig
            {
                Names = { MethodName.Default },
                RetryPolicy = new RetryPolicy
                {
                    MaxAttempts = options.Retries,
                    InitialBackoff = options.BackoffBase,
                    MaxBackoff = options.BackoffBase > LongestBackoff ? options.BackoffBase : LongestBackoff,
                    BackoffMultiplier = 2,
                    RetryableStatusCodes = { StatusCode.Unavailable, StatusCode.ResourceExhausted },
                },
            },
        },
    };

    private static PanettiereClientOptions OptionsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<PanettiereClientOptions>>().Value;
}
