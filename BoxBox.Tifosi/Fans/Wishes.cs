using System.Text.Json;
using BoxBox.Tifosi.Gateway;

namespace BoxBox.Tifosi.Fans;

/// <summary>What all the fans of a run order, one after the other: the same again for the same seed.</summary>
/// <param name="bad">Which share of them breaks a rule, 0 to 1.</param>
internal sealed class Wishes(int seed, double bad)
{
    private readonly Lock _gate = new();
    private readonly Random _dice = new(seed);

    public Wish Next()
    {
        lock (_gate)
        {
            if (_dice.NextDouble() < bad) return new Wish(BadOrders.All[_dice.Next(BadOrders.All.Count)], IsBad: true);
            return new Wish(JsonSerializer.SerializeToUtf8Bytes(Menu.Draw(_dice), GatewayJson.Default.OrderBody), IsBad: false);
        }
    }
}
