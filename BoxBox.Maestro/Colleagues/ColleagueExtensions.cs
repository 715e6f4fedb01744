using BoxBox.ServiceDefaults.People;
using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BoxBox.Maestro.Colleagues;

/// <summary>The way to a colleague.</summary>
internal static class ColleagueExtensions
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(5);

    /// <summary>Adds the gRPC client of a colleague, and the <see cref="Colleague"/> keyed with his name. Needs <see cref="PeopleExtensions.AddPeople"/>.</summary>
    public static void AddColleague<TClient>(this IServiceCollection services, string name) where TClient : class
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ColleagueOptions>, ColleagueOptionsValidator>());
        services.AddOptions<ColleagueOptions>(ColleagueOptions.SectionOf(name))
            .Configure(options => options.Address = DefaultAddressOf(name))
            .BindConfiguration(ColleagueOptions.SectionOf(name))
            .ValidateOnStart();
        services.AddGrpcClient<TClient>((provider, client) => client.Address = new Uri(OptionsOf(provider, name).Address))
            .ConfigureChannel((provider, channel) => channel.ServiceConfig = RetriesFor(OptionsOf(provider, name)))
            .ConfigurePrimaryHttpMessageHandler(NewConnectionPerTry);
        services.AddKeyedSingleton(name, (provider, _) => new CallBreaker(provider.GetRequiredService<TimeProvider>()));
        services.AddKeyedSingleton(name, (provider, _) => new Colleague(
            name,
            PatienceWith(OptionsOf(provider, name), provider.GetRequiredService<HumanTime>()),
            provider.GetRequiredKeyedService<CallBreaker>(name),
            provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Whether the settings say where a colleague is, by an address or by a reference of service discovery.</summary>
    public static bool KnowsColleague(this IConfiguration configuration, string name) =>
        configuration.GetSection($"{ColleagueOptions.SectionOf(name)}:{nameof(ColleagueOptions.Address)}").Exists()
        || configuration.GetSection($"services:{ServiceNameOf(name)}:grpc").Exists();

    /// <summary>Slow people need longer. For fast ones it is not cut: the network is no faster for them.</summary>
    private static TimeSpan PatienceWith(ColleagueOptions options, HumanTime human)
    {
        var scaled = human.Lasts(options.Timeout);
        return scaled > options.Timeout ? scaled : options.Timeout;
    }

    // His endpoint named "grpc"; the one named "http" answers health checks, and speaks HTTP/1.1.
    private static string DefaultAddressOf(string name) => $"http://_grpc.{ServiceNameOf(name)}";

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
    private static ServiceConfig? RetriesFor(ColleagueOptions options) => options.Retries == 1 ? null : new ServiceConfig
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

#pragma warning disable CA1308 // Service discovery's names are in lower case.
    private static string ServiceNameOf(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308

    private static ColleagueOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<ColleagueOptions>>().Get(ColleagueOptions.SectionOf(name));
}
