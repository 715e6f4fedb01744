using BoxBox.ServiceDefaults;
using BoxBox.Tests.Fixtures.ServiceDefaults;
using OpenTelemetry.Trace;

namespace BoxBox.Tests.Integration.ServiceDefaults;

public sealed class SamplingTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("always_off", "", false)]
    [InlineData("traceidratio", "0", false)]
    [InlineData("parentbased_traceidratio", "0", false)]
    [InlineData("parentbased_traceidratio", "1", true)]
    [InlineData("always_on", "", true)]
    public async Task The_standard_variables_say_which_traces_are_sent(string sampler, string argument, bool sent)
    {
        await using var collector = await OtlpReceiver.StartOverHttpAsync();

        // A source that no other host of this process listens to: what one records is recorded for all.
        using var source = new ActivitySource($"Sampling.{Guid.NewGuid()}");
        var builder = LoopbackApp.CreateBuilder(settings: [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_TRACES_SAMPLER", sampler),
            ("OTEL_TRACES_SAMPLER_ARG", argument)]).AddServiceDefaults();
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddSource(source.Name));
        await using var app = builder.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);
        source.StartActivity("bake a cake", ActivityKind.Internal, default(ActivityContext))?.Dispose();
        await app.StopAsync(TestContext.Current.CancellationToken);

        Assert.Contains("Application started", OtlpExportTests.TextOf(collector, "logs"), StringComparison.Ordinal);
        Assert.Equal(sent, collector.Received.ContainsKey("traces") && OtlpExportTests.TextOf(collector, "traces").Contains(source.Name, StringComparison.Ordinal));
    }
}
