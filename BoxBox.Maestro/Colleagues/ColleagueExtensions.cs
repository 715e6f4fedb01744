using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BoxBox.Maestro.Colleagues;

internal static class ColleagueExtensions
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(5);

    /// <summary>Adds the gRPC client of a colleague, and the <see cref="Colleague"/> keyed with his name. Needs the people's shared rules.</summary>
    public static void AddColleague<TClient>(this IServiceCollection services, string name) where TClient : class
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ColleagueOptions>, ColleagueOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ColleagueOptions>, Whereabouts.Check>());
        services.AddOptionsWithValidateOnStart<ColleagueOptions>(ColleagueOptions.SectionOf(name))
            // His endpoint named "grpc"; the one named "http" answers health checks, and speaks HTTP/1.1.
            .Configure(options => options.Address = $"http://_grpc.{name}")
            .BindConfiguration(ColleagueOptions.SectionOf(name));
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<Whereabouts.Lookup>(provider, name));
        services.AddGrpcClient<TClient>((provider, client) => client.Address = new Uri(OptionsOf(provider, name).Address))
            .ConfigureChannel((provider, channel) => Configure(channel, OptionsOf(provider, name)))
            .ConfigurePrimaryHttpMessageHandler(() => new KeptConnections());
        services.AddKeyedSingleton(name, (provider, _) => new Colleague(
            name, PatienceWith(OptionsOf(provider, name), provider.GetRequiredService<HumanTime>()), provider.GetRequiredService<TimeProvider>()));
    }

    private static ColleagueOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<ColleagueOptions>>().Get(ColleagueOptions.SectionOf(name));

    /// <summary>Slow people need longer. For fast ones it is not cut: the network is no faster for them.</summary>
    private static TimeSpan PatienceWith(ColleagueOptions options, HumanTime human) =>
        human.Lasts(options.Timeout) is var scaled && scaled > options.Timeout ? scaled : options.Timeout;

    private static void Configure(GrpcChannelOptions channel, ColleagueOptions options)
    {
        // Who gives up waiting, or lets an order go, sees it as what it is, and not as a status of the colleague's.
        channel.ThrowOperationCanceledOnCancellation = true;
        channel.ServiceConfig = new ServiceConfig();
        if (options.Retries > 1)
            channel.ServiceConfig.MethodConfigs.Add(RetriesFor(options));
        if (!options.IsBalanced)
            return;

        // All the addresses that the name resolves to are kept, and asked in turn. By a handler of the channel's own: service discovery, which every
        // client has, finds addresses itself, and forbids that to the channel.
        channel.HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        channel.Credentials = ChannelCredentials.Insecure;
        channel.ServiceConfig.LoadBalancingConfigs.Add(new RoundRobinConfig());
    }

    /// <summary>gRPC's own retries (gRFC A6), which add jitter: for him who sleeps or is too busy, and him who cannot be reached.</summary>
    private static MethodConfig RetriesFor(ColleagueOptions options) => new()
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
    };
}
