using BoxBox.Fornaio;
using BoxBox.ServiceDefaults;
using BoxBox.ServiceDefaults.People;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddPeople();
builder.AddFornaio();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapFornaio();

app.Run();
