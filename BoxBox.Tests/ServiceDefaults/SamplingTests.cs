namespace BoxBox.Tests.ServiceDefaults;

/// <summary>Activity sources are the whole process's: what another host records, this one sends as well. So these run while no other does.</summary>
[Collection(nameof(Alone))]
public sealed class SamplingTests
{
    [Theory]
    [InlineData("always_off", "", false)]
    [InlineData("traceidratio", "0", false)]
    [InlineData("parentbased_traceidratio", "0", false)]
    [InlineData("parentbased_traceidratio", "1", true)]
    [InlineData("always_on", "", true)]
    public async Task The_standard_variables_say_which_traces_are_sent(string sampler, string argument, bool sent)
    {
        await using var collector = await OtlpReceiver.StartOverHttpAsync();

        await OtlpExportTests.RunAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_TRACES_SAMPLER", sampler),
            ("OTEL_TRACES_SAMPLER_ARG", argument));

        Assert.Equal(sent, collector.Received.ContainsKey("traces"));
        Assert.Contains("The cake is ready", OtlpExportTests.TextOf(collector, "logs"), StringComparison.Ordinal);
    }
}
