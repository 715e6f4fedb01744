using System.Runtime.Versioning;
using BoxBox.Tests.Fixtures.Hosting;

namespace BoxBox.Tests.System.AppHost;

/// <summary>However the AppHost ends, nothing that it started outlives it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class EndTests : IDisposable
{
    private const string Mark = "BOXBOX_STARTED_BY";

    private readonly string _me = $"{Guid.NewGuid():N}";
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("box-box-end-");

    [Theory(Timeout = 300_000)]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(9)]
    public async Task Nothing_outlives_it(int signal)
    {
        var start = AppHostProgram.Start(
            "--Containers=false", "--CheckPorts=false", "--DcpPublisher:RandomizePorts=true", $"--Nats:Port={FreePort.Next()}", $"--Nats:MonitoringPort={FreePort.Next()}",
            $"--Nats:DataDirectory={_data.FullName}", "--Replicas:maestro=1", "--Replicas:panettiere=1", "--Replicas:fattorino=1", "--Replicas:paddock-gateway=1");
        start.Environment[Mark] = _me;
        using var appHost = Process.Start(start)!;
        var errors = appHost.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            string? line;
            do
                line = await appHost.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            while (line?.Contains("Box Box is open", StringComparison.Ordinal) == false);
            Assert.True(line is not null, line is null ? await errors : "");
            var rest = appHost.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var started = Started();
            Assert.InRange(started.Count, 8, 100);

            using var kill = Process.Start("kill", [$"-{signal}", $"{appHost.Id}"]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, kill.ExitCode);

            foreach (var process in started)
                await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await Task.WhenAll(rest, errors);
        }
        finally
        {
            foreach (var left in Started())
                left.Kill();
        }
    }

    public void Dispose() => _data.Delete(recursive: true);

    // Each inherits the environment of who started him.
    private List<Process> Started() => [.. Process.GetProcesses().Where(process => EnvironmentOf(process).Contains($"{Mark}={_me}", StringComparison.Ordinal))];

    private static string EnvironmentOf(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/environ");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
            return "";
        }
    }
}
