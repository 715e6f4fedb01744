using BoxBox.AppHost;
using BoxBox.AppHost.Commands;
using BoxBox.AppHost.Nats;
using Microsoft.Extensions.DependencyInjection;

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
var maestro = builder.AddProject<Projects.BoxBox_Maestro>("maestro").WithIconName("FoodPizza")
    .WithReference(nats).WaitFor(nats)
    .WithReference(panettiere.GetEndpoint("grpc")).WaitFor(panettiere)
    .WithReference(fornaio.GetEndpoint("grpc")).WaitFor(fornaio);
wiring.Wire(maestro, replicas: 2, "Maestro", "Orders");

// Takes the finished pizzas out, a few a trip.
var fattorino = builder.AddProject<Projects.BoxBox_Fattorino>("fattorino").WithIconName("VehicleBicycle")
    .WithReference(nats).WaitFor(nats);
wiring.Wire(fattorino, replicas: 2, "Fattorino", "Orders");

// Takes the orders and shows them live.
var gateway = builder.AddProject<Projects.BoxBox_PaddockGateway>("paddock-gateway").WithIconName("FlagCheckered")
    .WithReference(nats).WaitFor(nats)
    .WithExternalHttpEndpoints()
    .WithOrderCommands();
wiring.Wire(gateway, replicas: 2, "Orders", "Live", "Requests", "RateLimits", "Cors")
    .WithUrlForEndpoint("http", _ => new() { Url = "/scalar", DisplayText = "API" })
    .WithUrlForEndpoint("http", _ => new() { Url = "/v1/ledger", DisplayText = "Ledger" })
    .WithUrlForEndpoint("http", _ => new() { Url = "/swagger", DisplayText = "Swagger", DisplayLocation = UrlDisplayLocation.DetailsOnly });

panettiere.WithParentRelationship(maestro);
fornaio.WithParentRelationship(maestro);

// What follows is of a run on this machine: a deployment brings its own.
if (runs)
{
    if (options.Drills.Enabled)
        DrillCommands.Add(builder, panettiere, fornaio, maestro, fattorino, gateway);
    if (containers)
        builder.AddJaeger("jaeger", tracesOf: [panettiere, fornaio, maestro, fattorino, gateway]);
    builder.StartBuiltPrograms();
    builder.Services.AddHostedService<Announcement>();
}

List<string> obstacles = [.. options.BrokenRules([.. builder.Resources.OfType<ProjectResource>().Select(service => service.Name)]), .. NatsServer.Missing(builder)];
if (obstacles is [] && runs && options.CheckPorts)
    obstacles.AddRange(await new FixedPorts(builder, TimeProvider.System).UnusableAsync(Console.Error.WriteLine));
if (obstacles is [])
    builder.Build().Run();
obstacles.ForEach(Console.Error.WriteLine);
return obstacles.Count;
