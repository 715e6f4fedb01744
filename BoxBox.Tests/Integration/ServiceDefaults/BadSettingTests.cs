using System.Diagnostics;

namespace BoxBox.Tests.Integration.ServiceDefaults;

/// <summary>Each service as the program that it was built to.</summary>
public sealed class BadSettingTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("Panettiere", "Panettiere:SleepDurationInSeconds", "-1", "SleepDurationInSeconds")]
    [InlineData("Panettiere", "TimeScale", "0", "TimeScale")]
    [InlineData("Fornaio", "Fornaio:Places", "0", "Places")]
    [InlineData("Maestro", "Maestro:OrderBatchSize", "0", "OrderBatchSize")]
    [InlineData("Fattorino", "Fattorino:Capacity", "0", "Capacity")]
    [InlineData("PaddockGateway", "Orders:Replicas", "0", "Replicas")]
    public async Task A_bad_setting_ends_the_program_with_its_name(string service, string setting, string value, string named)
    {
        var folder = Repository.Folder($"BoxBox.{service}");
        var built = Path.Combine(folder, "bin", Path.GetRelativePath(Repository.Folder("BoxBox.Tests", "bin"), AppContext.BaseDirectory), $"BoxBox.{service}.dll");
        var start = new ProcessStartInfo("dotnet", [built, $"--{setting}={value}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__nats"] = "nats://127.0.0.1:1",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Kestrel__Endpoints__http__Url"] = "http://127.0.0.1:0",
                ["Kestrel__Endpoints__grpc__Url"] = "http://127.0.0.1:0",
                ["DOTNET_DbgEnableMiniDump"] = "0",
            },
        };
        if (service is "Fattorino" or "PaddockGateway")
            start.Environment.Remove("Kestrel__Endpoints__grpc__Url");

        using var program = Process.Start(start)!;
        try
        {
            var said = await Task.WhenAll(
                program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await program.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.NotEqual(0, program.ExitCode);
            Assert.Contains(named, string.Concat(said), StringComparison.Ordinal);
        }
        finally
        {
            program.Kill();
        }
    }
}
