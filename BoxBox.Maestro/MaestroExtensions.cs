using BoxBox.Protos.Fornaio;
using BoxBox.Protos.Maestro;
using BoxBox.Protos.Panettiere;

namespace BoxBox.Maestro;

internal static class MaestroExtensions
{
    public const string Consumer = "ORDERS_maestro_new_order_listener_v1";

    /// <summary>Adds the Maestro; needs the order stream and the people's shared rules.</summary>
    public static void AddMaestro(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<MaestroOptions, MaestroOptionsValidator>().BindConfiguration(MaestroOptions.Section);
        builder.AddCrew("maestro");
        services.AddSingleton<MaestroTelemetry>();
        services.AddSingleton<Breaks>();
        services.AddSingleton(provider => new Cue("lunch", provider.GetRequiredService<Breaks>().CallToLunch));
        services.AddColleague<PanettiereService.PanettiereServiceClient>(PanettiereClient.Colleague);
        services.AddSingleton<IDoughMaker, PanettiereClient>();
        services.AddOven(builder.Configuration);
        services.AddOrderWorker<KitchenWorker>(Profile);

        // The order stream brings the check that says whether NATS is there.
        services.AddGrpcDefaults(MaestroService.Descriptor.FullName);
    }

    public static void MapMaestro(this IEndpointRouteBuilder app) => app.MapGrpcDefaults<MaestroGrpcService>();

    /// <summary>Adds the Fornaio where the settings say where he is; else the Maestro works without an oven.</summary>
    internal static void AddOven(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.KnowsColleague(FornaioClient.Colleague))
        {
            services.AddSingleton<IOven, NoOven>();
            return;
        }

        services.AddColleague<FornaioService.FornaioServiceClient>(FornaioClient.Colleague);
        services.AddSingleton<IOven, FornaioClient>();
    }

    internal static WorkerProfile Profile(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<MaestroOptions>>().Value;
        return new WorkerProfile
        {
            Name = "maestro",
            Consumer = Consumer,
            Takes = OrderStatus.Pending,
            Gives = OrderStatus.WaitingDelivery,
            BatchSize = options.OrderBatchSize,
            FetchMaxWait = options.FetchMaxWait,
            Spans = MaestroTelemetry.Spans,
        };
    }
}

internal sealed class MaestroGrpcService : MaestroService.MaestroServiceBase
{
    public override Task<HelloReply> SayHello(HelloRequest request, ServerCallContext context) =>
        Task.FromResult(new HelloReply { Message = $"Hello {request.Name}" });
}
