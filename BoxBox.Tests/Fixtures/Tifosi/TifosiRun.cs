using BoxBox.Tifosi.Commands;

namespace BoxBox.Tests.Fixtures.Tifosi;

/// <summary>The program, run to its end in this process.</summary>
internal sealed record TifosiRun(int ExitCode, string Out, string Error)
{
    public IReadOnlyList<string> Lines => Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static Task<TifosiRun> PlayAsync(FakeGateway gateway, params string[] arguments) => PlayAsync([.. arguments, "--url", gateway.Url], TestContext.Current.CancellationToken);

    public static async Task<TifosiRun> PlayAsync(string[] arguments, CancellationToken stop, WatchedOutput? watched = null)
    {
        await using var output = watched ?? new WatchedOutput();
        await using var error = new WatchedOutput();
        var code = await TifosiProgram.RunAsync(arguments, new Output(output, error, Terminal: null), stop);
        return new TifosiRun(code, output.ToString(), error.ToString());
    }

    /// <summary>A value of a metric in the summary for programs.</summary>
    public double Metric(string name, string value) => Json.GetProperty("metrics").GetProperty(name).GetProperty("values").GetProperty(value).GetDouble();
}
