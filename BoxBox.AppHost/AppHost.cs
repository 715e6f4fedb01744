using BoxBox.AppHost;
using BoxBox.AppHost.Commands;
using BoxBox.AppHost.Nats;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

// The map of the system, read top-down: what runs, what it needs, and what has to be healthy before it starts.
var builder = DistributedApplication.CreateBuilder(args);
if (AppHostOptions.Read(builder.Configuration, Console.Error.WriteLine) is not { } options)
    return 1;

var runs = builder.ExecutionContext.IsRunMode;
var containers = runs && (options.Containers ?? ContainerRuntime.Answers());
var wiring = new Wiring(builder, options);

// Orders wait here: the stream ORDERS in JetStream.
var nats = builder.AddNatsServer("nats", containers, options.Nats);

// Makes the dough, one at a time, and sleeps.
var panettiere = builder.AddProject<Projects.BoxBox_Panettiere>("panettiere").WithIconName("FoodGrains")
    .WithReference(nats); // To say what he does; he works without.
wiring.Wire(panettiere, replicas: 2, "Panettiere");

// The oven: a few pizzas at a time, and now and then one burns.
var fornaio = builder.AddProject<Projects.BoxBox_Fornaio>("fornaio").WithIconName("Oven")
    .WithReference(nats); // As the Panettiere.
wiring.Wire(fornaio, replicas: 1, "Fornaio");

// Works the orders off the queue: dough, then oven.
IResourceBuilder<ProjectResource> AddMaestro(string name) => builder.AddProject<Projects.BoxBox_Maestro>(name).WithIconName("FoodPizza")
    .WithReference(nats).WaitFor(nats)
    .WithReference(panettiere.GetEndpoint("grpc")).WaitFor(panettiere)
    .WithReference(fornaio.GetEndpoint("grpc")).WaitFor(fornaio);
var maestro = AddMaestro("maestro");
wiring.Wire(maestro, replicas: 2, "Maestro", "Orders");

// Takes the finished pizzas out, a few a trip.
var fattorino = builder.AddProject<Projects.BoxBox_Fattorino>("fattorino").WithIconName("VehicleBicycle")
    .WithReference(nats).WaitFor(nats);
wiring.Wire(fattorino, replicas: 2, "Fattorino", "Orders");

// Takes the orders and shows them live, on the pit wall too.
var gateway = builder.AddProject<Projects.BoxBox_PaddockGateway>("paddock-gateway").WithIconName("FlagCheckered")
    .WithReference(nats).WaitFor(nats)
    .WithExternalHttpEndpoints()
    .WithOrderCommands();
wiring.Wire(gateway, replicas: 2, "Orders", "Ledger", "Live", "Requests", "RateLimits", "Cors", "PitWall")
    .WithUrlForEndpoint("http", _ => new() { Url = "/", DisplayText = "Pit wall" })
    .WithUrlForEndpoint("http", _ => new() { Url = "/scalar", DisplayText = "API" });

List<IResourceBuilder<ProjectResource>> services = [panettiere, fornaio, maestro, fattorino, gateway];

// What follows is of a run on this machine: a deployment brings its own.
if (runs)
{
    if (options.Learn)
    {
        // A second crew, started by hand when the first one cannot keep up. Its ports are whatever is free.
        var extra = AddMaestro("maestro-extra").WithExplicitStart().WithEndpoint("http", http => http.Port = null).WithEndpoint("grpc", grpc => grpc.Port = null);
        wiring.Wire(extra, replicas: 1, "Maestro", "Orders");
        services.Add(extra);
        builder.Services.AddHostedService<Revival>();
    }

    if (options.Drills.Enabled)
        DrillCommands.Add(builder, gateway, services);
    if (containers)
        gateway.WithEnvironment("PitWall__Jaeger", builder.AddJaeger("jaeger", tracesOf: services));
    if (builder.Configuration["ASPNETCORE_URLS"] is { } dashboard)
        gateway.WithEnvironment("PitWall__Dashboard", dashboard.Split(';')[0]);

    // The fans, for load.
    new TifosiCommands().Add(builder, gateway);

    builder.StartBuiltPrograms();
    builder.Services.TryAddSingleton(TimeProvider.System);
    builder.Services.AddSingleton(options).AddHostedService<Announcement>();
}

List<string> obstacles = [.. options.BrokenRules([.. services.Select(service => service.Resource.Name)]), .. NatsServer.Missing(builder)];
if (obstacles is [] && runs && options.CheckPorts)
    obstacles.AddRange(await new FixedPorts(builder, TimeProvider.System).UnusableAsync(Console.Error.WriteLine));
if (obstacles is [])
    builder.Build().Run();
obstacles.ForEach(Console.Error.WriteLine);
return obstacles.Count;
