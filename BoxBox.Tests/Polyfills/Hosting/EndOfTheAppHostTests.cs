using System.Diagnostics;

namespace BoxBox.Tests.Polyfills.Hosting;

/// <summary>The real app host as a process of its own, ended in every way.</summary>
public sealed class EndOfTheAppHostTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task No_process_outlives_the_app_host(string signal)
    {
        var mark = $"BOX_BOX_TEST_RUN={Guid.NewGuid():N}";
        using var arguments = new AppHostArguments();
        using var appHost = Start(mark, arguments);
        try
        {
            await EndAsync(appHost, signal, mark);
        }
        finally
        {
            appHost.Kill();
        }
    }

    private static async Task EndAsync(Process appHost, string signal, string mark)
    {
        await LineAsync(appHost, "Distributed application started");
        var started = ProcessTable.WithEnvironment(mark).Where(id => id != appHost.Id).ToArray();
        Assert.Contains(started, id => ProcessTable.CommandLine(id).Contains("nats-server", StringComparison.Ordinal));
        Assert.Contains(started, id => ProcessTable.CommandLine(id).Contains("BoxBox.PaddockGateway.dll", StringComparison.Ordinal));

        using var kill = Process.Start("kill", ["-" + signal, $"{appHost.Id}"]);

        await appHost.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(AppUnderTest.Deadline, TestContext.Current.CancellationToken);
        await ProcessTable.GoneAsync(started);
        Assert.Empty(ProcessTable.WithEnvironment(mark));
    }

    private static Process Start(string mark, AppHostArguments arguments)
    {
        // A shell starts its background jobs with SIGINT ignored, and what they start inherits that: here Ctrl+C is to be heard wherever the tests run.
        var start = new ProcessStartInfo(
            "env", ["--default-signal=INT", "dotnet", typeof(Projects.BoxBox_AppHost).Assembly.Location, "--DcpPublisher:RandomizePorts=true", .. arguments.Values])
        {
            RedirectStandardOutput = true,
        };
        var (name, value) = (mark.Split('=')[0], mark.Split('=')[1]);
        start.Environment[name] = value;
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://localhost:0";
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        return Process.Start(start)!;
    }

    private static async Task LineAsync(Process process, string text)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(AppUnderTest.Deadline * 2);
        var seen = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            seen.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The app host ended without '{text}': {string.Join('\n', seen)}");
    }
}
