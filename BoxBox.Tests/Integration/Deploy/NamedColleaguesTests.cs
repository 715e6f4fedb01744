using System.Text.RegularExpressions;
using BoxBox.Tests.Fixtures.Deploy;

namespace BoxBox.Tests.Integration.Deploy;

/// <summary>As behind a headless Service: one name, the address of each Panettiere.</summary>
public sealed class NamedColleaguesTests
{
    private const string Name = "panettiere.kitchen";

    [Fact(Timeout = 90_000)]
    public async Task The_Maestro_asks_every_Panettiere_behind_a_name_and_goes_on_with_the_one_that_is_left()
    {
        using var folder = new TemporaryFolder();
        var hosts = folder.Write("hosts", $"127.0.0.1 localhost {Name}\n127.0.0.2 {Name}\n");
        Assert.SkipUnless(await MayHaveHostsOfItsOwnAsync(hosts, TestContext.Current.CancellationToken), "This machine lets nobody have an /etc/hosts of his own (unshare -rm).");
        await using var nats = await NatsServerProcess.StartAsync();
        var port = FreePort.Next();
        KeyValuePair<string, string> stream = new("ConnectionStrings__nats", nats.Url);
        await using var first = Panettiere("127.0.0.1", port, stream);
        await using var second = Panettiere("127.0.0.2", port, stream);
        await using var maestro = HurriedCrew.Start("Maestro", FreePort.Next(), [stream, new("Maestro__PanettiereClient__Address", $"dns:///{Name}:{port}"), new("Maestro__LunchDurationInSeconds", "0")], hosts);
        await using var orders = await (await OrderStreamHost.StartAsync(nats.Url)).ReadyAsync();
        await Task.WhenAll(new[] { first, second, maestro }.Select(service => service.ProbeAsync("/health", TestContext.Current.CancellationToken)));
        for (var order = 0; order < 20; order++)
            await MadeAsync(orders, TestContext.Current.CancellationToken);
        var saidFirst = await first.KillAsync();
        for (var order = 0; order < 5; order++)
            await MadeAsync(orders, TestContext.Current.CancellationToken);
        var (_, _, saidSecond) = await second.StopAsync(TestContext.Current.CancellationToken);

        var made = (first: DoughsIn(saidFirst), second: DoughsIn(saidSecond));
        Assert.InRange(made.first, 1, 19);
        Assert.InRange(made.second, 6, 24);
    }

    private static ServiceProgram Panettiere(string address, int port, KeyValuePair<string, string> stream) => HurriedCrew.Start(
        "Panettiere", port, [stream, new("Panettiere__SleepDurationInSeconds", "0")], at: address);

    private static async Task MadeAsync(OrderStreamHost orders, CancellationToken cancellationToken)
    {
        var order = Pizza.Order() with { OrderId = Guid.NewGuid() };
        await orders.Publisher.PlaceAsync(order, cancellationToken);
        await foreach (var step in orders.History.FollowAsync(0, cancellationToken))
        {
            if (step.Order is { Status: OrderStatus.WaitingDelivery } made && made.OrderId == order.OrderId)
                return;
        }
    }

    private static int DoughsIn(string said) => Regex.Count(said, "Dough of order [0-9a-f-]+ made");

    private static async Task<bool> MayHaveHostsOfItsOwnAsync(string hosts, CancellationToken cancellationToken)
    {
        using var trial = Process.Start(new ProcessStartInfo("sh", ["-c", $"unshare -rm mount --bind '{hosts}' /etc/hosts"]) { RedirectStandardError = true })!;
        await trial.WaitForExitAsync(cancellationToken);
        return trial.ExitCode == 0;
    }
}
