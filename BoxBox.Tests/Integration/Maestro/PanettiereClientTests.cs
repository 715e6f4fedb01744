using BoxBox.Maestro.Colleagues;
using BoxBox.Maestro.Dough;
using BoxBox.Orders.Work;
using BoxBox.People;
using BoxBox.Protos.Panettiere;
using BoxBox.Tests.Fixtures.Maestro;
using BoxBox.Tests.Fixtures.Work;
using BoxBox.Tests.Fixtures.People;
using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PizzaSize = BoxBox.Orders.PizzaSize;

namespace BoxBox.Tests.Integration.Maestro;

public sealed class PanettiereClientTests
{
    private readonly WatchedTime _breakerTime = new();
    private TimeProvider _time = TimeProvider.System;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Unavailable)]
    public async Task Who_is_busy_or_away_for_a_moment_is_asked_again(StatusCode status)
    {
        await using var panettiere = await FakePanettiere.StartAsync();
        panettiere.Answer = (_, _) => panettiere.Requests.Count < 3 ? FakePanettiere.RefuseAsync(status) : Task.CompletedTask;
        await using var services = Client(panettiere.Address);

        await AskAsync(services);

        Assert.Equal(3, panettiere.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_sleeps_is_asked_five_times_and_then_is_away()
    {
        await using var panettiere = await FakePanettiere.StartAsync((_, _) => FakePanettiere.RefuseAsync(StatusCode.ResourceExhausted));
        await using var services = Client(panettiere.Address);

        await Assert.ThrowsAsync<ColleagueAwayException>(() => AskAsync(services));

        Assert.Equal(5, panettiere.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_connection_is_kept_while_calls_succeed()
    {
        await using var panettiere = await FakePanettiere.StartAsync();
        await using var proxy = new ConnectionSpreader(panettiere.Address);
        await using var services = Client(proxy.Address);

        for (var order = 0; order < 5; order++)
            await AskAsync(services);

        Assert.Equal((5, 1), (panettiere.Requests.Count, proxy.Accepted));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Unavailable)]
    public async Task A_retry_reaches_another_replica_behind_a_proxy_that_spreads_connections_and_he_stays_with_that_one(StatusCode status)
    {
        await using var away = await FakePanettiere.StartAsync((_, _) => FakePanettiere.RefuseAsync(status));
        await using var there = await FakePanettiere.StartAsync();
        await using var proxy = new ConnectionSpreader(away.Address, there.Address);
        await using var services = Client(proxy.Address);

        for (var order = 0; order < 3; order++)
            await AskAsync(services);

        Assert.Equal((1, 3, 2), (away.Requests.Count, there.Requests.Count, proxy.Accepted));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_dough_that_is_being_made_is_not_lost_when_its_connection_is_left()
    {
        var made = new TaskCompletionSource();
        await using var panettiere = await FakePanettiere.StartAsync();
        panettiere.Answer = (_, gone) => panettiere.Requests.Count switch
        {
            1 => made.Task.WaitAsync(gone),
            2 => FakePanettiere.RefuseAsync(StatusCode.ResourceExhausted),
            _ => Task.CompletedTask,
        };
        await using var proxy = new ConnectionSpreader(panettiere.Address);
        await using var services = Client(proxy.Address);

        var slow = AskAsync(services);
        await panettiere.AskedAsync(1);
        await AskAsync(services);
        made.SetResult();
        await slow;

        Assert.Equal((3, 2), (panettiere.Requests.Count, proxy.Accepted));
    }

    [Fact(Timeout = 60_000)]
    public async Task Where_a_name_resolves_to_several_addresses_each_is_asked_in_turn()
    {
        await using var asleep = await FakePanettiere.StartAsync((_, _) => FakePanettiere.RefuseAsync(StatusCode.ResourceExhausted));
        await using var awake = await FakePanettiere.StartAsync();
        await using var services = Client(new Uri("dns:///panettiere.kitchen:5211"), new FakeNames(asleep.Address, awake.Address));

        for (var order = 0; order < 4; order++)
            await AskAsync(services);

        // Until there is a connection to the other, the one has them all.
        Assert.Equal(4, awake.Requests.Count);
        Assert.InRange(asleep.Requests.Count, 1, 4 * 4);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_refusal_is_not_asked_again_and_is_the_orders_failure()
    {
        await using var panettiere = await FakePanettiere.StartAsync((_, _) => FakePanettiere.RefuseAsync(StatusCode.InvalidArgument));
        await using var services = Client(panettiere.Address);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => AskAsync(services));

        Assert.Contains("InvalidArgument", refused.Message, StringComparison.Ordinal);
        Assert.Single(panettiere.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_takes_longer_than_the_deadline_is_away()
    {
        await using var panettiere = await FakePanettiere.StartAsync((_, gone) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone));
        await using var services = Client(panettiere.Address, new KeyValuePair<string, string?>("Maestro:PanettiereClient:TimeoutInSeconds", "0.5"));

        await Assert.ThrowsAsync<ColleagueAwayException>(() => AskAsync(services));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("1", 30)]
    [InlineData("60", 30)]
    [InlineData("0.1", 300)]
    public async Task Who_does_not_answer_is_away_also_where_the_clock_was_set_back_and_slow_people_have_longer(string timeScale, double expectedSeconds)
    {
        // gRPC's deadlines go by the system's clock: for it, they lie an hour and more ahead.
        var time = new WatchedTime();
        time.AdjustTime(TimeProvider.System.GetUtcNow().AddHours(1));
        _time = time;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var panettiere = await FakePanettiere.StartAsync((_, gone) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone);
        });
        await using var services = Client(panettiere.Address, new KeyValuePair<string, string?>("TimeScale", timeScale));

        var dough = AskAsync(services);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await time.PassAsync(TimeSpan.FromSeconds(expectedSeconds));

        await Assert.ThrowsAsync<ColleagueAwayException>(() => dough.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_order_that_is_let_go_is_cancelled_and_nobodys_fault()
    {
        using var over = new CancellationTokenSource();
        await using var panettiere = await FakePanettiere.StartAsync((_, gone) => Task.WhenAll(over.CancelAsync(), Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone)));
        await using var services = Client(panettiere.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => services.GetRequiredService<IDoughMaker>().MakeDoughAsync(WorkBench.Order(), over.Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_cannot_be_reached_again_and_again_is_left_alone_for_a_while()
    {
        await using var panettiere = await FakePanettiere.StartAsync((_, _) => FakePanettiere.RefuseAsync(StatusCode.Unavailable));
        await using var services = Client(panettiere.Address, new KeyValuePair<string, string?>("Maestro:PanettiereClient:Retries", "1"));
        for (var order = 0; order < CallBreaker.MinimumThroughput; order++)
            await Assert.ThrowsAsync<ColleagueAwayException>(() => AskAsync(services));

        await Assert.ThrowsAsync<ColleagueAwayException>(() => AskAsync(services));
        Assert.Equal(CallBreaker.MinimumThroughput, panettiere.Requests.Count);
        panettiere.Answer = (_, _) => Task.CompletedTask;
        _breakerTime.Advance(CallBreaker.BreakDuration);
        await AskAsync(services);

        Assert.Equal(CallBreaker.MinimumThroughput + 1, panettiere.Requests.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_who_sleeps_is_never_taken_for_away()
    {
        await using var panettiere = await FakePanettiere.StartAsync((_, _) => FakePanettiere.RefuseAsync(StatusCode.ResourceExhausted));
        await using var services = Client(panettiere.Address, new KeyValuePair<string, string?>("Maestro:PanettiereClient:Retries", "1"));

        for (var order = 0; order < 20; order++)
            await Assert.ThrowsAsync<ColleagueAwayException>(() => AskAsync(services));

        Assert.Equal(20, panettiere.Requests.Count);
    }

    [Theory]
    [InlineData("Address", "")]
    [InlineData("Address", "panettiere:80")]
    [InlineData("Address", "ftp://panettiere")]
    [InlineData("Address", "dns:panettiere")]
    [InlineData("Address", "http://_grpc.panettiere")]
    [InlineData("Retries", "6")]
    [InlineData("Retries", "0")]
    [InlineData("ExponentialBackoffBaseInMilliseconds", "0")]
    [InlineData("TimeoutInSeconds", "0")]
    public void A_bad_setting_is_refused_by_name(string name, string value)
    {
        using var services = Client(new Uri("http://localhost"), new KeyValuePair<string, string?>($"Maestro:PanettiereClient:{name}", value));

        var refused = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => services.GetRequiredService<IDoughMaker>());

        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_name_that_nobody_gave_an_address_is_told_with_what_is_missing()
    {
        await using var services = Client(new Uri("http://_grpc.panettiere"));

        var refused = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(() => services.GetRequiredService<IDoughMaker>());

        Assert.Contains("services:panettiere:grpc:0", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_host_that_nobody_knows_is_told_once_at_start()
    {
        var log = new CollectedLines();
        await using var services = Client(new Uri("http://panettiere.invalid:5211"), log);

        foreach (var atStart in services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            await atStart.StartAsync(Cancellation);
            await atStart.ExecuteTask!;
        }

        Assert.Contains("Maestro:PanettiereClient:Address is http://panettiere.invalid:5211/", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    private static Task AskAsync(ServiceProvider services) =>
        services.GetRequiredService<IDoughMaker>().MakeDoughAsync(WorkBench.Order(PizzaSize.Large), Cancellation);

    private ServiceProvider Client(Uri address, params KeyValuePair<string, string?>[] settings) => Client(address, services => services, settings);

    private ServiceProvider Client(Uri address, ResolverFactory names) =>
        Client(address, services => services.AddSingleton(names), new KeyValuePair<string, string?>("Maestro:PanettiereClient:ExponentialBackoffBaseInMilliseconds", "100"));

    private ServiceProvider Client(Uri address, ILoggerProvider log) => Client(address, services => services.AddSingleton(log));

    private ServiceProvider Client(Uri address, Func<IServiceCollection, IServiceCollection> with, params KeyValuePair<string, string?>[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([
            new("Maestro:PanettiereClient:Address", address.ToString()),
            new("Maestro:PanettiereClient:ExponentialBackoffBaseInMilliseconds", "1")]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_time);
        builder.AddPeople();
        builder.Services.AddColleague<PanettiereService.PanettiereServiceClient>(PanettiereClient.Colleague);
        builder.Services.AddSingleton<IDoughMaker, PanettiereClient>();
        builder.Services.AddKeyedSingleton(PanettiereClient.Colleague, new CallBreaker(_breakerTime));
        with(builder.Services);
        return builder.Services.BuildServiceProvider();
    }
}
