using BoxBox.Drills;
using BoxBox.PaddockGateway;
using BoxBox.PaddockGateway.Bookkeeping;
using BoxBox.PaddockGateway.Crew;
using BoxBox.PaddockGateway.Explorers;
using BoxBox.PaddockGateway.Health;
using BoxBox.PaddockGateway.Limits;
using BoxBox.PaddockGateway.Live;
using BoxBox.PaddockGateway.Ordering;
using BoxBox.PaddockGateway.PitWall;
using BoxBox.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddOrderStream();
builder.AddCrew("gateway", CrewState.Open);
builder.AddLimits();
builder.Services.AddSingleton<GatewayMetrics>();
builder.Services.AddProblems();
builder.Services.AddOrdering();
builder.Services.AddLive();
builder.Services.AddBookkeeping();
builder.Services.AddExplorers();
builder.Services.AddCrewRoom();
builder.AddPitWall();
builder.AddDrills();

var app = builder.Build();

app.UseProblems();
app.UseLimits();

app.MapDefaultEndpoints();
app.MapDrills();
app.MapHealthz();
app.MapExplorers();
app.MapPitWall();

var v1 = app.MapGroup("/v1").RequireRateLimiting(RateLimits.PerAddress);
v1.MapOrders();
v1.MapLive();
v1.MapLedger();
v1.MapCrew();
v1.MapPitWall(app.Configuration);

app.Run();
