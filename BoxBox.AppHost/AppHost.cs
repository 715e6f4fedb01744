using BoxBox.AppHost;
using BoxBox.AppHost.Nats;
using Microsoft.Extensions.DependencyInjection;

// The map of the system, read top-down: what runs, what it needs, and what has to be healthy before it starts.
var builder = DistributedApplication.CreateBuilder(args);
if (BadSettings.Among(builder.Configuration) is { Count: > 0 } bad)
{
    bad.ForEach(Console.Error.WriteLine);
    return 1;
}

var containers = ContainerRuntime.Answers(builder.Configuration);

// Orders wait here: the stream ORDERS in JetStream.
var nats = builder.AddOrderQueue("nats", containers);

// Makes the dough, one at a time, and sleeps.
var panettiere = builder.AddProject<Projects.BoxBox_Panettiere>("panettiere")
    .WithReference(nats) // To say what he does; he works without.
    .WithSettings("Panettiere")
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WithReplicaSetting();

// The oven: a few pizzas at a time, and now and then one burns.
var fornaio = builder.AddProject<Projects.BoxBox_Fornaio>("fornaio")
    .WithReference(nats) // As the Panettiere.
    .WithSettings("Fornaio")
    .WithHttpHealthCheck("/health", endpointName: "http");

// Works the orders off the queue: dough, then oven.
var maestro = builder.AddProject<Projects.BoxBox_Maestro>("maestro")
    .WithReference(nats).WaitFor(nats)
    .WithReference(panettiere.GetEndpoint("grpc")).WaitFor(panettiere)
    .WithReference(fornaio.GetEndpoint("grpc")).WaitFor(fornaio)
    .WithSettings("Maestro", "Orders")
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WithReplicaSetting();

// Takes the finished pizzas out, a few a trip.
var fattorino = builder.AddProject<Projects.BoxBox_Fattorino>("fattorino")
    .WithReference(nats).WaitFor(nats)
    .WithSettings("Fattorino", "Orders")
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WithReplicaSetting();

// Takes the orders and shows them live.
var gateway = builder.AddProject<Projects.BoxBox_PaddockGateway>("paddock-gateway")
    .WithReference(nats).WaitFor(nats)
    .WithSettings("Orders", "Live", "Requests", "RateLimits", "Cors")
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints()
    .WithUrlForEndpoint("http", _ => new() { Url = "/scalar", DisplayText = "Scalar" })
    .WithUrlForEndpoint("http", _ => new() { Url = "/swagger", DisplayText = "Swagger" })
    .WithReplicaSetting();

builder.AddDrills(panettiere, fornaio, maestro, fattorino, gateway);

if (containers)
{
    builder.AddJaeger("jaeger", tracesOf: [panettiere, fornaio, maestro, fattorino, gateway]);
}

builder.StartBuiltPrograms();

if (UnusablePorts.Among(builder) is { Count: > 0 } unusable)
{
    unusable.ForEach(Console.Error.WriteLine);
    return 1;
}

builder.Services.AddHostedService<Announcement>();
builder.Build().Run();
return 0;
