using System.Net.Sockets;
using BoxBox.Tests.Fixtures.Hosting;

namespace BoxBox.Tests.Integration.AppHost;

/// <summary>What keeps the AppHost from starting is a line, and nothing has started.</summary>
public sealed class RefusalTests
{
    [Theory(Timeout = 120_000)]
    [InlineData("--Nats:Port=99999", "Nats:Port and Nats:MonitoringPort must be two ports, from 1 to 65535, not 99999 and 8222.")]
    [InlineData("--Containers=perhaps", "Failed to convert configuration value 'perhaps' at 'Containers' to type 'System.Boolean'.")]
    [InlineData("--Replicas:mastro=2", "Replicas:mastro names no service. There are panettiere, fornaio, maestro, fattorino, paddock-gateway.")]
    public async Task A_bad_setting(string argument, string line)
    {
        var (exitCode, error) = await AppHostProgram.RunAsync("--CheckPorts=false", "--Containers=false", argument);

        Assert.Equal((1, line), (exitCode, error.TrimEnd()));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_machine_without_nats_server_gets_the_line_that_installs_it()
    {
        var start = AppHostProgram.Start("--Containers=false", "--CheckPorts=false");
        start.FileName = Environment.ProcessPath!;
        start.Environment["PATH"] = Path.GetTempPath();

        var (exitCode, error) = await AppHostProgram.RunAsync(start);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The program nats-server is missing. Install it with:  sudo apt-get install nats-server", error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_port_that_stays_taken()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        var (exitCode, error) = await AppHostProgram.RunAsync("--Containers=false", $"--Nats:Port={port}");

        Assert.NotEqual(0, exitCode);
        Assert.Contains($"Port {port} is needed by nats (nats), and is taken (ss -ltnp shows by whom). Waiting up to 15 s", error, StringComparison.Ordinal);
    }
}
