using BoxBox.Tests.Fixtures.Deploy;
using BoxBox.Tests.Fixtures.Maestro;

namespace BoxBox.Tests.Integration.Work;

/// <summary>The workers as the programs that they are built to.</summary>
public sealed class RealWorkersTests : MaestroOverNats
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);
    private static readonly KeyValuePair<string, string?> LongAckWait = new("Orders:AckWaitInSeconds", "3600");

    [Fact(Timeout = 120_000)]
    public async Task SIGTERM_to_a_Maestro_with_an_order_in_hand_ends_him_within_ten_seconds_and_the_order_goes_on()
    {
        Panettiere.Answer = (_, gone) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, gone);
        await using var orders = await (await OrderStreamHost.StartAsync(Nats.Url)).ReadyAsync();
        await using var program = Start("Maestro");
        var order = WorkBench.Order();
        await orders.Publisher.PlaceAsync(order, Limit.Token);
        await Panettiere.AskedAsync(1);

        Panettiere.Answer = (_, _) => Task.CompletedTask;
        var (exitCode, took, said) = await program.StopAsync(Limit.Token);
        await using var colleague = await StartAsync(LongAckWait);
        var steps = await StepsUntilAsync(colleague, order, OrderStatus.WaitingDelivery);

        Assert.True(exitCode == 0, said);
        Assert.InRange(took, TimeSpan.Zero, StopLimit);
        Assert.Equal(3, steps.Count);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("Maestro", "Maestro__PanettiereClient__Address", "http://_grpc.panettiere", "services:panettiere:grpc:0")]
    [InlineData("Fattorino", "Drills__Enabled", "true", "Development")]
    public async Task A_mistake_of_the_configuration_stops_the_program_and_is_said(string worker, string setting, string value, string said)
    {
        await using var program = Start(worker, new KeyValuePair<string, string>(setting, value));

        var (exitCode, everything) = await program.EndedAsync(Limit.Token);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(said, everything, StringComparison.Ordinal);
    }

    private ServiceProgram Start(string worker, params KeyValuePair<string, string>[] settings) => HurriedCrew.Start(worker, FreePort.Next(), [
        new("ConnectionStrings__nats", Nats.Url),
        new("Maestro__PanettiereClient__Address", Panettiere.Address.ToString()),
        new("Orders__AckWaitInSeconds", "3600"),
        .. settings,
    ]);
}
