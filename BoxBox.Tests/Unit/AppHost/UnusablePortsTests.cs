using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using BoxBox.AppHost;
using BoxBox.Tests.Fixtures.Hosting;

namespace BoxBox.Tests.Unit.AppHost;

public sealed class UnusablePortsTests
{
    [Fact]
    public void A_port_that_the_user_may_not_open_is_a_line_that_names_who_needs_it_and_the_setting()
    {
        var builder = AppUnderTest.Create();
        builder.AddExecutable("nats", "nats-server", ".").WithEndpoint(port: 222, scheme: "nats", name: "clients", isProxied: false).WithAnnotation(new PortSetting("clients", "Nats:Port"));
        builder.AddExecutable("shop", "shop", ".").WithHttpEndpoint(port: 8080, isProxied: false);

        var lines = UnusablePorts.Among(builder, port => port < 1024 ? SocketError.AccessDenied : SocketError.Success);

        Assert.Equal(
            "Port 222 may not be opened by this user, and nats needs it for its endpoint 'clients'. The ports below 1024 are those of root. The setting Nats:Port names another port.",
            Assert.Single(lines));
    }

    [Fact]
    public void A_port_that_another_program_holds_is_a_line_that_names_who_needs_it()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        var builder = AppUnderTest.Create();
        builder.AddExecutable("shop", "shop", ".").WithHttpEndpoint(port: port, isProxied: false);

        var lines = UnusablePorts.Among(builder);

        Assert.StartsWith($"Port {port} is taken, and shop needs it for its endpoint 'http'. ", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://localhost:15888")]
    [InlineData("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://127.0.0.1:4317;http://localhost:15888")]
    public void A_port_of_the_dashboard_that_another_program_holds_is_a_line_that_names_the_setting(string setting, string addresses)
    {
        var builder = AppUnderTest.Create();
        builder.Configuration[setting] = addresses;

        var lines = UnusablePorts.Among(builder, port => port == 15888 ? SocketError.AddressAlreadyInUse : SocketError.Success);

        Assert.Equal(
            $"Port 15888 is taken, and the dashboard needs it. Stop the program that listens there (ss -ltnp shows it), then start again. The setting {setting} names another port.",
            Assert.Single(lines));
    }
}
