using BoxBox.Tests.Fixtures.Deploy;

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
        await using var program = ServiceProgram.Start(service, http: 0, [new("ConnectionStrings__nats", "nats://127.0.0.1:1"), new("Kestrel__Endpoints__http__Url", "http://127.0.0.1:0")], settings: $"--{setting}={value}");

        var (exitCode, said) = await program.EndedAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(named, said, StringComparison.Ordinal);
    }
}
