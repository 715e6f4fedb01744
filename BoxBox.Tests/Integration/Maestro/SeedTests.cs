using System.Collections.Concurrent;
using BoxBox.Maestro;
using BoxBox.Maestro.Colleagues;
using BoxBox.People;
using BoxBox.Tests.Fixtures.Maestro;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Integration.Maestro;

public sealed class SeedTests
{
    [Fact(Timeout = 60_000)]
    public async Task With_the_same_seed_he_smokes_the_same_whether_or_not_an_order_was_given_back_in_between()
    {
        var calm = await SmokesAsync(seed: 16, asleepAt: 0);
        var disturbed = await SmokesAsync(seed: 16, asleepAt: 4);
        var other = await SmokesAsync(seed: 55, asleepAt: 0);

        Assert.Equal(20, calm.Count);
        Assert.Equal(calm, disturbed);
        Assert.NotEqual(calm, other);
    }

    /// <summary>How long each smoke is meant to be, of twenty orders, one of which finds the Panettiere asleep and comes again at once.</summary>
    private static async Task<IReadOnlyList<TimeSpan>> SmokesAsync(int seed, int asleepAt)
    {
        var journal = new Journal();
        var stream = new FakeStream();
        var time = new HastyTime();
        var panettiere = new KitchenBench.FakeDoughMaker(journal);
        panettiere.Answer = _ => panettiere.Asked == asleepAt ? throw new ColleagueAwayException("asleep") : Task.CompletedTask;
        var orders = Enumerable.Range(0, 20).Select(_ => WorkBench.Order()).ToList();
        if (asleepAt > 0)
            orders.Insert(asleepAt, orders[asleepAt - 1]);
        var batch = orders.Select(order => FakeDelivery.Of(order, "a", journal)).ToList();
        await using var app = Build(seed, services => services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<IDoughMaker>(panettiere)
            .AddSingleton<IWorkQueue>(new FakeQueue(journal, () => batch))
            .AddSingleton<IOrderPublisher>(new FakePublisher(journal, stream))
            .AddSingleton<IOrderLookup>(stream));

        await app.Services.GetRequiredService<WorkRound>().RunAsync(default);

        Assert.Equal(asleepAt > 0 ? 1 : 0, journal.Count("give back a"));
        return [.. time.Smokes];
    }

    private static WebApplication Build(int seed, Action<IServiceCollection> fake)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:nats", "nats://127.0.0.1"),
            new("Seed", $"{seed}"),
            new("Maestro:ProbabilityOfOversmoking", "0.5"),
            new("Maestro:LunchDurationInSeconds", "0")]);
        builder.Logging.ClearProviders();
        builder.AddPeople();
        builder.AddOrderStream();
        builder.AddMaestro();
        fake(builder.Services);
        return builder.Build();
    }

    /// <summary>Lets no smoke last, but remembers how long it was meant to.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public ConcurrentQueue<TimeSpan> Smokes { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != TimeSpan.FromSeconds(1) && dueTime != TimeSpan.FromSeconds(1.5))
                return base.CreateTimer(callback, state, dueTime, period);
            Smokes.Enqueue(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
