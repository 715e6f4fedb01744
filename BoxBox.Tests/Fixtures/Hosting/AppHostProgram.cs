namespace BoxBox.Tests.Fixtures.Hosting;

/// <summary>The AppHost as the program that it was built to.</summary>
internal static class AppHostProgram
{
    // From where it was built to: beside the tests it has not all that it needs.
    private static readonly string Program = Repository.Folder("BoxBox.AppHost", "bin", Path.GetRelativePath(Repository.Folder("BoxBox.Tests", "bin"), AppContext.BaseDirectory), "BoxBox.AppHost.dll");

    public static ProcessStartInfo Start(params IEnumerable<string> args) => new("dotnet", [Program, .. args])
    {
        // Not beside the tests: there lie the services' settings.
        WorkingDirectory = Repository.Folder("BoxBox.AppHost"),
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
        },
    };

    /// <summary>Runs it to its end.</summary>
    public static Task<(int ExitCode, string Error)> RunAsync(params IEnumerable<string> args) => RunAsync(Start(args));

    public static async Task<(int ExitCode, string Error)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        // A test that gives up leaves no process behind.
        await using var givenUp = TestContext.Current.CancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said[1]);
    }
}
