using System.Globalization;
using System.Runtime.Versioning;
using BoxBox.AppHost;

namespace BoxBox.Tests.Integration.AppHost;

[UnsupportedOSPlatform("windows")]
public sealed class ContainerRuntimeTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("boxbox-docker-");

    [Fact]
    public void A_client_whose_engine_answers_is_one() => Assert.True(ContainerRuntime.Answers(Client("exit 0"), Long));

    [Fact]
    public void A_client_whose_engine_is_away_is_none() => Assert.False(ContainerRuntime.Answers(Client("exit 1"), Long));

    [Fact]
    public void No_client_is_none() => Assert.False(ContainerRuntime.Answers(Path.Combine(_folder.FullName, "no-such-client"), Long));

    [Fact(Timeout = 60_000)]
    public async Task A_client_that_hangs_is_none_and_does_not_go_on_running()
    {
        var pid = Path.Combine(_folder.FullName, "pid");

        Assert.False(ContainerRuntime.Answers(Client($"echo $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 1000"), TimeSpan.FromSeconds(1)));

        try
        {
            using var client = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(pid, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture));
            await client.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Client(string body)
    {
        var path = Path.Combine(_folder.FullName, "docker");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
