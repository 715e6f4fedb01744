using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BoxBox.Tests.Polyfills.OpenTelemetry;

public sealed class HostingTests : IDisposable
{
    private const string Source = "BoxBox.Tests.Hosting";

    private readonly SpanRecorder _spans = new();

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task Telemetry_listens_before_other_services_of_the_host_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddHostedService(_ => new Starter(_spans));
        builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddSource(Source).AddProcessor(_spans));
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("start", (await _spans.NextAsync()).DisplayName);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task It_may_be_added_in_several_places_and_is_one()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddSource(Source));
        builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddProcessor(_spans));
        builder.Services.AddHostedService(_ => new Starter(_spans));
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("start", (await _spans.NextAsync()).DisplayName);
        Assert.Single(host.Services.GetServices<TracerProvider>());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_resource_describes_the_process_in_every_signal()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddAttributes([new("boxbox.part", "panettiere")]))
            .WithTracing();
        using var host = builder.Build();

        var resource = host.Services.GetRequiredService<TracerProvider>().GetResource();

        Assert.Contains(resource.Attributes, a => a is { Key: "boxbox.part", Value: "panettiere" });
    }

    [Fact]
    public void Logs_are_exported_like_the_other_signals()
    {
        var messages = new List<string?>();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddOpenTelemetry().WithLogging(
            logs => logs.AddProcessor(new LogRecorder(messages)), options => options.IncludeFormattedMessage = true);
        using var host = builder.Build();

        host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("test").Log(LogLevel.Information, default, 7, null, (number, _) => $"Dough {number} is ready");

        Assert.Equal(["Dough 7 is ready"], messages);
    }

    private sealed class Starter(SpanRecorder spans) : IHostedService
    {
        private static readonly ActivitySource Activities = new(Source);

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Activities.StartActivity("start", ActivityKind.Internal, spans.TraceParent)?.Dispose();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class LogRecorder(List<string?> messages) : BaseProcessor<LogRecord>
    {
        public override void OnEnd(LogRecord data) => messages.Add(data.FormattedMessage);
    }
}
