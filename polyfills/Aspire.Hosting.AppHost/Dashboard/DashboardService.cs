using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Runs the dashboard within the AppHost. It is there before the first resource starts, so that nothing is missed.</summary>
internal sealed class DashboardService(
    IConfiguration configuration, IHostEnvironment environment, DistributedApplicationOptions options, ResourceNotificationService notifications, ResourceLoggerService loggers,
    ResourceCommandService commands, ILoggerFactory loggerFactory, TimeProvider? time = null) : IHostedService, IAsyncDisposable
{
    private const string PagesSetting = "ASPNETCORE_URLS";
    private const string OtlpGrpcSetting = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string OtlpHttpSetting = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    private readonly ILogger logger = loggerFactory.CreateLogger("Aspire.Hosting.DistributedApplication");
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly CancellationTokenSource stopping = new();
    private readonly List<WebApplication> servers = [];
    private Task following = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (DashboardSettings.From(configuration) is not { } settings)
        {
            DashboardLog.NoAddress(logger);
            return;
        }

        var dashboard = new Dashboard(settings, ApplicationName, notifications, loggers, commands, time, loggerFactory, stopping.Token);
        following = FollowAsync(dashboard, stopping.Token);
        if (settings.OtlpGrpc is { } grpc)
        {
            var actual = await ServeAsync(dashboard.BuildOtlpGrpc(grpc), grpc, OtlpGrpcSetting, cancellationToken).ConfigureAwait(false);
            DashboardLog.OtlpGrpcListening(logger, actual);
        }

        if (settings.OtlpHttp is { } http)
        {
            var actual = await ServeAsync(dashboard.BuildOtlpHttp(http), http, OtlpHttpSetting, cancellationToken).ConfigureAwait(false);
            DashboardLog.OtlpHttpListening(logger, actual);
        }

        var pages = await ServeAsync(dashboard.BuildPages(), settings.Pages, PagesSetting, cancellationToken).ConfigureAwait(false);
        DashboardLog.Listening(logger, pages);
        if (dashboard.Token is { } token)
        {
            var escaped = Uri.EscapeDataString(token.Value);
            DashboardLog.Login(logger, pages, escaped);
        }
        else
        {
            DashboardLog.Anonymous(logger);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(servers.Select(server => server.StopAsync(cancellationToken))).ConfigureAwait(false);
        await following.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        foreach (var server in servers)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }

        stopping.Dispose();
    }

    private string ApplicationName => options.DashboardApplicationName ?? NameOf(environment.ApplicationName);

    private static string NameOf(string application) =>
        application.EndsWith(".AppHost", StringComparison.OrdinalIgnoreCase) ? application[..^".AppHost".Length] : application;

    private async Task<string> ServeAsync(WebApplication server, Uri address, string setting, CancellationToken cancellationToken)
    {
        servers.Add(server);
        var actual = await WebServer.StartAsync(server, address, setting, cancellationToken).ConfigureAwait(false);
        var text = actual.GetLeftPart(UriPartial.Authority);
        if (address.Port == 0)
        {
            // The resources are told where to send by this setting.
            configuration[setting] = text;
        }

        return text;
    }

    private async Task FollowAsync(Dashboard dashboard, CancellationToken cancellationToken)
    {
        var consoles = dashboard.CreateFollower();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await dashboard.Board.FollowAsync(update => consoles.OnUpdate(update, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The AppHost stops.
                break;
            }
            catch (Exception error)
            {
                DashboardLog.FollowingFailed(logger, error);
                await Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None).ConfigureAwait(false);
            }
        }

        await consoles.Completion.ConfigureAwait(false);
    }
}
