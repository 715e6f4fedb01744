using BoxBox.Panettiere;
using BoxBox.ServiceDefaults;
using BoxBox.ServiceDefaults.People;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddPeople();
builder.AddPanettiere();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapPanettiere();

app.Run();
