using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using BoxBox.AppHost;
using BoxBox.Tests.Fixtures.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Unit.AppHost;

public sealed class FixedPortsTests
{
    private readonly FakeTimeProvider time = new();
    private readonly List<string> said = [];

    [Fact(Timeout = 60_000)]
    public async Task What_ran_here_before_gets_time_to_end_and_one_line_says_that_it_is_waited_for()
    {
        var tries = 0;
        var waiting = UnusableAsync(port => port == 8080 && ++tries < 4 ? SocketError.AddressAlreadyInUse : SocketError.Success);

        Assert.Empty(await InHalfSecondsAsync(waiting));
        Assert.Equal(
            "Port 8080 is needed by shop (http), and cannot be opened (AddressAlreadyInUse; ss -ltnp shows who has it). Waiting up to 15 s, in case it is what ran here before and still ends …",
            Assert.Single(said));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(8080, SocketError.AddressAlreadyInUse, "Port 8080 is needed by shop (http), and cannot be opened (AddressAlreadyInUse; ss -ltnp shows who has it).")]
    [InlineData(222, SocketError.AccessDenied, "Port 222 is needed by nats (clients), and cannot be opened (AccessDenied; ss -ltnp shows who has it).")]
    [InlineData(15888, SocketError.AddressAlreadyInUse, "Port 15888 is needed by the dashboard (ASPNETCORE_URLS), and cannot be opened (AddressAlreadyInUse; ss -ltnp shows who has it).")]
    public async Task After_15_seconds_a_port_that_cannot_be_opened_is_a_line_that_names_who_needs_it(int taken, SocketError error, string line)
    {
        var began = time.GetUtcNow();
        var waiting = UnusableAsync(port => port == taken ? error : SocketError.Success);

        Assert.Equal(line, Assert.Single(await InHalfSecondsAsync(waiting)));
        Assert.InRange(time.GetUtcNow() - began, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(16));
    }

    [Fact(Timeout = 60_000)]
    public async Task Ports_that_are_free_are_not_waited_for()
    {
        Assert.Empty(await UnusableAsync(_ => SocketError.Success));
        Assert.Empty(said);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_port_on_which_a_program_of_this_machine_listens_is_found()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var builder = AppUnderTest.Create();
        builder.AddExecutable("shop", "shop", ".").WithHttpEndpoint(port: ((IPEndPoint)holder.LocalEndpoint).Port);

        var waiting = new FixedPorts(builder, time).UnusableAsync(said.Add);
        Assert.Single(said);
        holder.Stop();

        Assert.Empty(await InHalfSecondsAsync(waiting));
    }

    private Task<IReadOnlyList<string>> UnusableAsync(Func<int, SocketError> open)
    {
        var builder = AppUnderTest.Create();
        builder.Configuration["ASPNETCORE_URLS"] = "http://localhost:15888";
        builder.AddExecutable("nats", "nats-server", ".").WithEndpoint(port: 222, scheme: "nats", name: "clients", isProxied: false);
        builder.AddExecutable("shop", "shop", ".").WithHttpEndpoint(port: 8080);
        return new FixedPorts(builder, time, open).UnusableAsync(said.Add);
    }

    // What waits for the clock goes on within Advance, on this thread.
    private async Task<IReadOnlyList<string>> InHalfSecondsAsync(Task<IReadOnlyList<string>> waiting)
    {
        for (var steps = 0; !waiting.IsCompleted && steps < 100; steps++)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        return await waiting;
    }
}
