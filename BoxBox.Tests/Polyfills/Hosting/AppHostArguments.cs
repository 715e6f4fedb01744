using System.Net;
using System.Net.Sockets;

namespace BoxBox.Tests.Polyfills.Hosting;

/// <summary>What the real app host is told, so that several run beside each other: its NATS has ports without a proxy, which nobody randomizes.</summary>
internal static class AppHostArguments
{
    public static string[] OfItsOwn() =>
    [
        "--Containers=false", $"--Nats:Port={FreePort()}", $"--Nats:MonitoringPort={FreePort()}",
        $"--Nats:DataDirectory={Directory.CreateTempSubdirectory("box-box-nats-").FullName}",
    ];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
