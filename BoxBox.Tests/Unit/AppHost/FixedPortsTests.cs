using System.Net.Sockets;
using Aspire.Hosting;
using BoxBox.AppHost;
using BoxBox.Tests.Fixtures.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Unit.AppHost;

public sealed class FixedPortsTests : IDisposable
{
    private readonly TcpListener _holder = new(IPAddress.Loopback, 0);
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _said = [];

    public FixedPortsTests() => _holder.Start();

    private int Port => ((IPEndPoint)_holder.LocalEndpoint).Port;

    [Fact(Timeout = 60_000)]
    public async Task What_ran_here_before_gets_time_to_end_and_one_line_says_that_it_is_waited_for()
    {
        var port = Port;
        var waiting = TakenAsync(shop: port, dashboard: FreePort.Next());
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(waiting.IsCompleted);
        _holder.Stop();

        Assert.Empty(await InHalfSecondsAsync(waiting));
        Assert.Equal($"Port {port} is needed by shop (http), and is taken (ss -ltnp shows by whom). Waiting up to 15 s, in case it is what ran here before and still ends …", Assert.Single(_said));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("shop (http)")]
    [InlineData("the dashboard (ASPNETCORE_URLS)")]
    public async Task After_15_seconds_a_port_that_stays_taken_is_a_line_that_names_who_needs_it(string by)
    {
        var began = _time.GetUtcNow();
        var waiting = by.StartsWith("shop", StringComparison.Ordinal) ? TakenAsync(shop: Port, dashboard: FreePort.Next()) : TakenAsync(shop: FreePort.Next(), dashboard: Port);

        Assert.Equal($"Port {Port} is needed by {by}, and is taken (ss -ltnp shows by whom).", Assert.Single(await InHalfSecondsAsync(waiting)));
        Assert.InRange(_time.GetUtcNow() - began, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(16));
    }

    [Fact(Timeout = 60_000)]
    public async Task Ports_that_are_free_are_not_waited_for()
    {
        Assert.Empty(await TakenAsync(FreePort.Next(), FreePort.Next()));
        Assert.Empty(_said);
    }

    public void Dispose() => _holder.Dispose();

    private Task<IReadOnlyList<string>> TakenAsync(int shop, int dashboard)
    {
        var builder = AppUnderTest.Create();
        builder.Configuration["ASPNETCORE_URLS"] = $"http://localhost:{dashboard}";
        builder.AddExecutable("shop", "shop", ".").WithHttpEndpoint(port: shop).WithHttpEndpoint(name: "any");
        return FixedPorts.TakenAsync(builder, _time, _said.Add);
    }

    // What waits for the clock goes on within Advance, on this thread.
    private async Task<IReadOnlyList<string>> InHalfSecondsAsync(Task<IReadOnlyList<string>> waiting)
    {
        for (var steps = 0; !waiting.IsCompleted && steps < 100; steps++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        return await waiting;
    }
}
