var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddPeople();
builder.AddOrderStream();
builder.AddFattorino();
builder.AddDrills();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapDrills();

app.Run();
