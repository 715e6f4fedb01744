using System.CommandLine;
using BoxBox.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Instrumentation.Http;

namespace BoxBox.Tifosi.Commands;

/// <summary>The program: its services, its commands, and its end.</summary>
internal static class TifosiProgram
{
    /// <summary>After a Ctrl+C: time for the summary, its files and the last telemetry.</summary>
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(15);

    public static async Task<int> RunAsync(string[] args, Output output, CancellationToken cancellationToken)
    {
        using var host = BuildHost();
        var gatewayOptions = new GatewayOptions();
        var root = new RootCommand("The tifosi: Ferrari's fans, and how hungry they are. Exit codes: 0 fine, 1 failed, 2 wrong usage, 99 a threshold is crossed, 130 stopped.");
        gatewayOptions.AddTo(root);
        new LoadCommands(host.Services, output, gatewayOptions).AddTo(root);
        new OrderCommands(host.Services, output, gatewayOptions).AddTo(root);

        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration { Output = output.Out, Error = output.Error, ProcessTerminationTimeout = TerminationTimeout, EnableDefaultExceptionHandler = false };
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync(configuration, cancellationToken);
            return Exit.Usage;
        }

        await host.StartAsync(cancellationToken);
        var code = await parsed.InvokeAsync(configuration, cancellationToken);
        // With a token of its own: what was recorded is sent also when the run was stopped.
        await host.StopAsync(CancellationToken.None);
        return code;
    }

    private static IHost BuildHost()
    {
        // Not the folder that it is called from: somebody else's appsettings.json may lie there.
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "tifosi" });
        builder.AddServiceDefaults();
        // The terminal is the screen's.
        builder.Configuration["Logging:Console:LogLevel:Default"] = nameof(LogLevel.None);
        builder.Services.AddSingleton<TifosiMetrics>();
        builder.Services.Configure<HttpClientTraceInstrumentationOptions>(outgoing =>
        {
            // A span a POST: the trace of an order begins here. The looks at ledger and stream have none.
            outgoing.FilterHttpRequestMessage = request => request.Method == HttpMethod.Post;
            outgoing.EnrichWithHttpResponseMessage = (span, response) =>
            {
                if (response.Headers.Location?.OriginalString.Split('/')[^1] is { } orderId) span.SetTag(ServiceDefaults.Telemetry.OrderSpans.OrderId, orderId);
            };
        });
        return builder.Build();
    }
}
