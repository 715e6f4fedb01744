using BoxBox.Maestro.Colleagues;
using BoxBox.People;
using BoxBox.Protos.Panettiere;
using Grpc.Net.Client.Balancer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PizzaSize = BoxBox.Orders.PizzaSize;

namespace BoxBox.Tests.Fixtures.Maestro;

/// <summary>Who asks a Panettiere for dough, as the Maestro does, with settings of the test's own.</summary>
public abstract class PanettiereCustomer
{
    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected TimeProvider Time { get; set; } = TimeProvider.System;

    private protected static Task AskAsync(ServiceProvider services) =>
        services.GetRequiredService<IDoughMaker>().MakeDoughAsync(WorkBench.Order(PizzaSize.Large), Cancellation);

    private protected ServiceProvider Client(Uri address, params KeyValuePair<string, string?>[] settings) => Client(address, services => services, settings);

    private protected ServiceProvider Client(Uri address, ResolverFactory names) =>
        Client(address, services => services.AddSingleton(names), new KeyValuePair<string, string?>("Maestro:PanettiereClient:ExponentialBackoffBaseInMilliseconds", "100"));

    private protected ServiceProvider Client(Uri address, ILoggerProvider log) => Client(address, services => services.AddSingleton(log));

    private ServiceProvider Client(Uri address, Func<IServiceCollection, IServiceCollection> with, params KeyValuePair<string, string?>[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([
            new("Maestro:PanettiereClient:Address", address.ToString()),
            new("Maestro:PanettiereClient:ExponentialBackoffBaseInMilliseconds", "1")]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Time);
        builder.AddPeople();
        builder.Services.AddColleague<PanettiereService.PanettiereServiceClient>(PanettiereClient.Colleague);
        builder.Services.AddSingleton<IDoughMaker, PanettiereClient>();
        with(builder.Services);
        return builder.Services.BuildServiceProvider();
    }
}
