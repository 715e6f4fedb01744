using System.Text.Json;
using BoxBox.Tifosi.Gateway;

namespace BoxBox.Tifosi.Fans;

/// <summary>What all the fans of a run order, one after the other: the same again for the same seed.</summary>
/// <param name="bad">Which share of them breaks a rule, 0 to 1.</param>
internal sealed class Wishes(int seed, double bad)
{
    private readonly Lock gate = new();
    private readonly Random dice = new(seed);

    public Wish Next()
    {
        lock (gate)
        {
            if (dice.NextDouble() < bad) return new Wish(BadOrders.All[dice.Next(BadOrders.All.Count)], IsBad: true);
            return new Wish(JsonSerializer.SerializeToUtf8Bytes(Menu.Draw(dice), GatewayJson.Default.OrderBody), IsBad: false);
        }
    }
}
