using BoxBox.Fattorino;
using BoxBox.Orders;
using BoxBox.ServiceDefaults;
using BoxBox.ServiceDefaults.People;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddPeople();
builder.AddOrderStream();
builder.AddFattorino();

var app = builder.Build();

app.MapDefaultEndpoints();

app.Run();
