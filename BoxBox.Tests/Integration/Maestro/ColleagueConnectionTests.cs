using BoxBox.Tests.Fixtures.Maestro;
using Grpc.Core;

namespace BoxBox.Tests.Integration.Maestro;

/// <summary>Over which connections a colleague is asked.</summary>
public sealed class ColleagueConnectionTests : PanettiereCustomer
{
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
}
