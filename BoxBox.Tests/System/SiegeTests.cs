using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.System;

[Collection(nameof(TheWholeSystem))]
public sealed class SiegeTests(BoxBoxApp boxBox)
{
    private static readonly string[] Everybody = ["maestro", "panettiere", "fornaio", "fattorino", "paddock-gateway"];

    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(4);

    [Fact(Timeout = 900_000)]
    public async Task Services_killed_at_random_lose_nothing_and_double_nothing_and_who_watches_misses_nothing()
    {
        var lasts = Soak.Or(TimeSpan.FromSeconds(6), TimeSpan.FromMinutes(10));
        using var patience = Patience.ATest(lasts + LongEnough);
        var siege = await Siege.OfAsync(boxBox, lasts, patience.Token);

        await siege.RunAsync(async (dice, token) =>
        {
            var victim = Everybody[dice.Next(Everybody.Length)];
            await boxBox.StartAsync(await boxBox.KillOneAsync(victim, dice, token), token);
        }, patience.Token);
    }

    [Fact(Timeout = 900_000)]
    public async Task NATS_killed_under_load_loses_nothing_and_doubles_nothing()
    {
        var lasts = Soak.Or(TimeSpan.FromSeconds(4), TimeSpan.FromMinutes(10));
        using var patience = Patience.ATest(lasts + LongEnough);
        var siege = await Siege.OfAsync(boxBox, lasts, patience.Token);

        await siege.RunAsync(async (dice, token) =>
        {
            var killed = await boxBox.KillAsync("nats", token);
            await Task.Delay(Soak.Or(TimeSpan.Zero, TimeSpan.FromMinutes(3) * dice.NextDouble()), TimeProvider.System, token);
            await boxBox.StartAsync(killed, token);
        }, patience.Token);
    }
}
