var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddPeople();
builder.AddFornaio();
builder.AddDrills();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapDrills();
app.MapFornaio();

app.Run();
