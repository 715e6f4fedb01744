using BoxBox.AppHost;

// The map of the system, read top-down: what runs, what it needs, and what has to be healthy before it starts.
var builder = DistributedApplication.CreateBuilder(args);
if (AppHostOptions.Read(builder.Configuration, Console.Error.WriteLine) is not { } options)
    return 1;

var runs = builder.ExecutionContext.IsRunMode;
var containers = runs && (options.Containers ?? ContainerRuntime.Answers());
var wiring = new Wiring(builder, options);

// Orders wait here: the stream ORDERS in JetStream.
var nats = NatsServer.Add(builder, "nats", containers, options.Nats);

// Makes the dough, one at a time, and sleeps.
var panettiere = wiring.Add<Projects.BoxBox_Panettiere>("panettiere", "FoodGrains", replicas: 2, "Panettiere")
    .WithReference(nats); // To say what he does; he works without.

// The oven: a few pizzas at a time, and now and then one burns.
var fornaio = wiring.Add<Projects.BoxBox_Fornaio>("fornaio", "Oven", replicas: 1, "Fornaio")
    .WithReference(nats); // As the Panettiere.

// Works the orders off the queue: dough, then oven.
IResourceBuilder<ProjectResource> AddMaestro(string name, int replicas) => wiring.Add<Projects.BoxBox_Maestro>(name, "FoodPizza", replicas, "Maestro", "Orders")
    .WithReference(nats).WaitFor(nats)
    .WithReference(panettiere.GetEndpoint("grpc")).WaitFor(panettiere)
    .WithReference(fornaio.GetEndpoint("grpc")).WaitFor(fornaio);
var maestro = AddMaestro("maestro", replicas: 2);

// Takes the finished pizzas out, a few a trip.
var fattorino = wiring.Add<Projects.BoxBox_Fattorino>("fattorino", "VehicleBicycle", replicas: 2, "Fattorino", "Orders")
    .WithReference(nats).WaitFor(nats);

// Takes the orders and shows them live, on the pit wall too.
string[] ofTheGateway = ["Orders", "Ledger", "Live", "Requests", "RateLimits", "Cors", "PitWall"];
var gateway = wiring.Add<Projects.BoxBox_PaddockGateway>("paddock-gateway", "FlagCheckered", replicas: 2, ofTheGateway)
    .WithReference(nats).WaitFor(nats)
    .WithExternalHttpEndpoints()
    .WithUrlForEndpoint("http", _ => new() { Url = "/", DisplayText = "Pit wall" })
    .WithUrlForEndpoint("http", _ => new() { Url = "/scalar", DisplayText = "API" });

List<IResourceBuilder<ProjectResource>> services = [panettiere, fornaio, maestro, fattorino, gateway];

// What follows is of a run on this machine: a deployment brings its own.
if (runs)
{
    if (options.Learn)
    {
        // A second crew, started by hand when the first one cannot keep up. Its ports are whatever is free.
        var extra = AddMaestro("maestro-extra", replicas: 1).WithExplicitStart();
        services.Add(extra.WithEndpoint("http", http => http.Port = null).WithEndpoint("grpc", grpc => grpc.Port = null));
        builder.Services.AddHostedService<Revival>();
    }

    // What is done to all of it, from the dashboard or by `aspire resource box-box …`.
    var boxBox = builder.AddRestaurant("box-box", gateway.GetEndpoint("http"));
    if (options.Drills)
        DrillCommands.Add(boxBox, gateway, services);
    if (containers)
        gateway.WithEnvironment("PitWall__Jaeger", builder.AddJaeger("jaeger", tracesOf: services));
    if (builder.Configuration["ASPNETCORE_URLS"] is { } dashboard)
        gateway.WithEnvironment("PitWall__Dashboard", dashboard.Split(';')[0]);

    // The fans, for load.
    new TifosiCommands().Add(builder, gateway);

    builder.StartBuiltPrograms();
    builder.Services.AddSingleton(TimeProvider.System).AddSingleton(options).AddHostedService<Announcement>();
}

List<string> obstacles = [.. options.BrokenRules(services.Select(service => service.Resource.Name)), .. NatsServer.Missing(builder)];
if (obstacles is [] && runs && options.CheckPorts)
    obstacles.AddRange(await FixedPorts.TakenAsync(builder, TimeProvider.System, Console.Error.WriteLine));
if (obstacles is [])
    builder.Build().Run();
obstacles.ForEach(Console.Error.WriteLine);
return obstacles.Count;
