using System.Runtime.Versioning;

namespace BoxBox.Tests.Integration.AppHost;

/// <summary><c>./run</c> as a user who is not root starts it, on a machine without nats-server. The SDK only says what it was asked to do.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RunScriptTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _programs = Directory.CreateTempSubdirectory("boxbox-run-");

    public RunScriptTests()
    {
        Script("dotnet", "echo \"$@\"");
        Script("npm", "");
        Script("id", "echo 1000");
        foreach (var program in new[] { "bash", "dirname", "env", "grep" })
            File.CreateSymbolicLink(Path.Combine(_programs.FullName, program), $"/usr/bin/{program}");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("--ConnectionStrings:nats=nats://elsewhere:4222", null)]
    [InlineData("--connectionstrings:NATS=nats://elsewhere:4222", null)]
    [InlineData("--TimeScale=2", "ConnectionStrings__nats")]
    public async Task With_a_NATS_that_runs_already_it_asks_for_no_nats_server(string setting, string? variable)
    {
        var (exitCode, text) = await RunAsync(["--Containers=false", setting], variable);

        Assert.Equal(0, exitCode);
        Assert.Contains($"run --project BoxBox.AppHost --no-build --launch-profile http -- --Containers=false {setting}", text, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("--TimeScale=2")]
    [InlineData("--ConnectionStrings:other=nats://elsewhere:4222")]
    public async Task Else_it_does(string setting)
    {
        var (exitCode, text) = await RunAsync(["--Containers=false", setting], null);

        Assert.Equal(1, exitCode);
        Assert.Contains("The program nats-server is missing.", text, StringComparison.Ordinal);
    }

    public void Dispose() => _programs.Delete(recursive: true);

    private async Task<(int ExitCode, string Text)> RunAsync(string[] arguments, string? variable)
    {
        var start = new ProcessStartInfo("/usr/bin/bash", [Path.Combine(Repository.Folder(), "run"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = _programs.FullName;
        start.Environment.Remove("ConnectionStrings__nats");
        if (variable is not null)
            start.Environment[variable] = "nats://elsewhere:4222";
        using var run = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var said = await Task.WhenAll(run.StandardOutput.ReadToEndAsync(patience.Token), run.StandardError.ReadToEndAsync(patience.Token));
        await run.WaitForExitAsync(patience.Token);
        return (run.ExitCode, string.Concat(said));
    }

    private void Script(string name, string body)
    {
        var path = Path.Combine(_programs.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
