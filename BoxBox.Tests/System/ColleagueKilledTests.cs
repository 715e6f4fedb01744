using BoxBox.Tests.Fixtures.Deploy;
using BoxBox.Tests.Fixtures.Distributed;
using BoxBox.Tests.Fixtures.Maestro;

namespace BoxBox.Tests.System;

public sealed class ColleagueKilledTests
{
    private const int Orders = 4;

    [Theory(Timeout = 900_000)]
    [InlineData("Panettiere", "dough")]
    [InlineData("Fornaio", "oven")]
    public async Task Who_is_killed_over_an_order_costs_it_nothing_once_he_is_back(string colleague, string point)
    {
        using var patience = Patience.ATest();
        await using var nats = await NatsServerProcess.StartAsync();
        await using var witness = new StreamWitness(nats.Url);
        await using var panettiere = await FakePanettiere.StartAsync();
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        await using var maestro = await MaestroHost.StartAsync(nats.Url, colleague == "Panettiere" ? address : panettiere.Address,
            colleague == "Panettiere" ? [] : [new("Maestro:FornaioClient:Address", $"{address}")]);
        List<Guid> orders = [];

        for (var crash = 0; crash < Soak.Or(1, Orders); crash++)
        {
            await using var crashing = Start(colleague, address, new Crash(point, Step: null, Time: crash + 1).Settings);
            for (var i = 0; i < Orders; i++)
            {
                orders.Add(Guid.NewGuid());
                await maestro.Publisher.PlaceAsync(Pizza.Order(id: orders[^1]), patience.Token);
            }

            await crashing.KilledAsync(patience.Token);
            await using var survivor = Start(colleague, address, []);
            foreach (var order in orders)
                await witness.ReachedAsync(order, "waiting_delivery", patience.Token);
        }

        await witness.QuietAsync(patience.Token);
        var steps = await witness.StepsAsync(after: 0, patience.Token);
        Assert.All(orders, order => Assert.Equal(Victim.Maestro.Journey, steps[order]));
    }

    private static ServiceProgram Start(string colleague, Uri address, IEnumerable<string> settings) => ServiceProgram.StartInDevelopment(colleague,
        [$"--Kestrel:Endpoints:grpc:Url={address}", "--Kestrel:Endpoints:http:Url=http://127.0.0.1:0", "--TimeScale=1000", .. settings]);
}
