using BoxBox.Tests.Fixtures.Deploy;
using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.System;

public sealed class GatewayKilledTests
{
    private const int AtOnce = 6;

    [Theory(Timeout = 900_000)]
    [InlineData("before-publish")]
    [InlineData("after-publish")]
    public async Task A_gateway_that_dies_over_an_order_leaves_one_order_for_each_key(string point)
    {
        using var patience = Patience.ATest(Soak.Or(BoxBoxApp.Patience, TimeSpan.FromMinutes(10)));
        await using var nats = await NatsServerProcess.StartAsync();
        await using var witness = new StreamWitness(nats.Url);
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        using var load = new Load(address);

        for (var crash = 0; crash < Soak.Or(2, 20); crash++)
        {
            await using var gateway = ServiceProgram.StartInDevelopment("PaddockGateway", [$"--ConnectionStrings:nats={nats.Url}", $"--urls={address}", .. new Crash(point, Step: null, Time: 2).Settings]);
            var orders = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => load.PlaceAsync(Guid.NewGuid().ToString(), patience.Token)));
            await gateway.KilledAsync(patience.Token);
            await using var survivor = ServiceProgram.StartInDevelopment("PaddockGateway", [$"--ConnectionStrings:nats={nats.Url}", $"--urls={address}"]);
            await orders;
        }

        var stored = await witness.ReadAsync(after: 0, patience.Token);
        Assert.Empty(HistoryChecker.Faults(load.Calls, stored, ["waiting_to_cook"]));
        Assert.Contains(load.Calls, call => call.Answer == CallAnswer.Unknown);
    }
}
