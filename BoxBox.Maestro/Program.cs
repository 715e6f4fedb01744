var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddPeople();
builder.AddOrderStream();
builder.AddMaestro();
builder.AddDrills();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapDrills();
app.MapMaestro();

app.Run();
