namespace BoxBox.Tests.Polyfills.Hosting;

/// <summary>What the real app host is told, so that several run beside each other: its NATS has ports without a proxy, which nobody randomizes.</summary>
internal sealed class AppHostArguments : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("box-box-nats-");

    public string[] Values =>
        ["--Containers=false", $"--Nats:Port={FreePort.Next()}", $"--Nats:MonitoringPort={FreePort.Next()}", $"--Nats:DataDirectory={data.FullName}"];

    public void Dispose() => data.Delete(recursive: true);
}
