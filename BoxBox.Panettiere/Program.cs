var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddPeople();
builder.AddPanettiere();
builder.AddDrills();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapDrills();
app.MapPanettiere();

app.Run();
