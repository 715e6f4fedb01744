using BoxBox.Drills;
using BoxBox.PaddockGateway;
using BoxBox.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddOrderStream();
builder.AddCrew("gateway", CrewState.Open);
builder.AddLimits();
builder.Services.AddSingleton<GatewayTelemetry>();
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

var v1 = app.MapGroup("/v1").RequireRateLimiting(LimitExtensions.PerAddress);
v1.MapOrders();
v1.MapLive();
v1.MapLedger();
v1.MapCrew();
v1.MapPitWall(app.Configuration);

app.Run();
