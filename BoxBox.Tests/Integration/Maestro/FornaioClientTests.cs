using BoxBox.Maestro;
using BoxBox.Maestro.Colleagues;
using BoxBox.People;
using BoxBox.Tests.Fixtures.Maestro;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Integration.Maestro;

/// <summary>What is special about the Fornaio; how any colleague is asked is proven with the Panettiere.</summary>
public sealed class FornaioClientTests
{
    private const string Address = "Maestro:FornaioClient:Address";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_pizza_that_is_baked_is_well()
    {
        await using var fornaio = await FakeFornaio.StartAsync();
        await using var services = Client((Address, $"{fornaio.Address}"));

        Assert.Equal(Baked.Well, await BakeAsync(services));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_burnt_pizza_is_not_brought_to_the_oven_again_by_itself()
    {
        await using var fornaio = await FakeFornaio.StartAsync((_, _) => FakeFornaio.RefuseAsync(StatusCode.Aborted));
        await using var services = Client((Address, $"{fornaio.Address}"));

        Assert.Equal(Baked.Burnt, await BakeAsync(services));

        Assert.Single(fornaio.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_who_burns_pizzas_is_never_taken_for_away()
    {
        await using var fornaio = await FakeFornaio.StartAsync((_, _) => FakeFornaio.RefuseAsync(StatusCode.Aborted));
        await using var services = Client((Address, $"{fornaio.Address}"));

        for (var pizza = 0; pizza < 2 * Colleague.MinimumThroughput; pizza++)
            Assert.Equal(Baked.Burnt, await BakeAsync(services));

        Assert.Equal(2 * Colleague.MinimumThroughput, fornaio.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_full_oven_is_asked_five_times_and_then_the_Fornaio_is_away()
    {
        await using var fornaio = await FakeFornaio.StartAsync((_, _) => FakeFornaio.RefuseAsync(StatusCode.ResourceExhausted));
        await using var services = Client((Address, $"{fornaio.Address}"));

        var away = await Assert.ThrowsAsync<ColleagueAwayException>(() => BakeAsync(services));

        Assert.StartsWith("The Fornaio takes no order", away.Message, StringComparison.Ordinal);
        Assert.Equal(5, fornaio.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_pizza_that_he_refuses_is_the_orders_failure()
    {
        await using var fornaio = await FakeFornaio.StartAsync((_, _) => FakeFornaio.RefuseAsync(StatusCode.InvalidArgument));
        await using var services = Client((Address, $"{fornaio.Address}"));

        await Assert.ThrowsAsync<RefusedException>(() => BakeAsync(services));
    }

    [Fact(Timeout = 60_000)]
    public async Task Where_nobody_says_where_he_is_there_is_no_oven()
    {
        await using var services = Client(("Maestro:PanettiereClient:Address", "http://_grpc.panettiere"), ("services:panettiere:grpc:0", "http://127.0.0.1:1"));

        Assert.Equal(Baked.Well, await BakeAsync(services));
        Assert.IsType<NoOven>(services.GetRequiredService<IOven>());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reference_of_service_discovery_is_enough_to_find_him()
    {
        await using var fornaio = await FakeFornaio.StartAsync();
        await using var services = Client(("services:fornaio:grpc:0", $"{fornaio.Address}"));

        await BakeAsync(services);

        Assert.Single(fornaio.Requests);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Address", "")]
    [InlineData("Address", "ftp://fornaio")]
    [InlineData("Retries", "6")]
    [InlineData("ExponentialBackoffBaseInMilliseconds", "0")]
    [InlineData("TimeoutInSeconds", "0")]
    public async Task A_bad_setting_is_refused_by_name(string name, string value)
    {
        await using var services = Client((Address, "http://_grpc.fornaio"), ($"Maestro:FornaioClient:{name}", value));

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOven>());

        Assert.Contains($"Maestro:FornaioClient.{name}", refused.Message, StringComparison.Ordinal);
    }

    private static Task<Baked> BakeAsync(ServiceProvider services) => services.GetRequiredService<IOven>().BakeAsync(WorkBench.Order(), Cancellation);

    private static ServiceProvider Client(params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([new("Maestro:FornaioClient:ExponentialBackoffBaseInMilliseconds", "1")]);
        foreach (var (name, value) in settings)
            builder.Configuration[name] = value;
        builder.Logging.ClearProviders();
        builder.AddPeople();
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery());
        builder.Services.AddOven(builder.Configuration);
        return builder.Services.BuildServiceProvider();
    }
}
