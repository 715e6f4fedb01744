using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Live;
using Aspire.Hosting.Dashboard.Otlp;
using Aspire.Hosting.Dashboard.Pages;
using Aspire.Hosting.Dashboard.Resources;
using Aspire.Hosting.Dashboard.Security;
using Aspire.Hosting.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>The dashboard's stores, and the servers over them.</summary>
internal sealed class Dashboard(
    DashboardSettings settings, string application, ResourceNotificationService notifications, ResourceLoggerService loggers, ResourceCommandService commands,
    TimeProvider time, ILoggerFactory loggerFactory, CancellationToken stopping)
{
    private readonly TelemetryStore store = new(settings.Limits);
    private readonly ConsoleStore console = new(settings.Limits);
    private readonly Ring<Notice> notices = new(100);
    private readonly OtlpApiKey key = new(settings.AllowAnonymous ? null : settings.OtlpApiKey);

    public ResourceBoard Board { get; } = new(notifications);

    public BrowserToken? Token { get; } = settings.AllowAnonymous ? null : new BrowserToken(settings.BrowserToken);

    public ConsoleFollower CreateFollower() => new(loggers, console);

    public WebApplication BuildPages()
    {
        var app = WebServer.CreateBuilder(settings.Pages, HttpProtocols.Http1, loggerFactory).Build();
        app.UseHostFiltering();
        app.UseGuard(Token);
        app.UseRequestDecompression();
        app.UseRouting();
        app.MapAssets();
        app.MapLogin(Token, application);
        app.MapOtlpHttp(Receiver, key);
        app.MapCommands(Board, commands, notices, time);
        app.MapLive(Topics(), time, stopping);
        new PageEndpoints(application, store, Board, console, notices, time).Map(app, new ConsoleStream(console, Board, store.Senders, time, stopping));
        return app;
    }

    public WebApplication BuildOtlpGrpc(Uri address)
    {
        var builder = WebServer.CreateBuilder(address, HttpProtocols.Http2, loggerFactory);
        builder.Services.AddOtlpGrpc(Receiver, key);
        var app = builder.Build();
        app.UseRouting();
        app.MapOtlpGrpc();
        return app;
    }

    public WebApplication BuildOtlpHttp(Uri address)
    {
        var app = WebServer.CreateBuilder(address, HttpProtocols.Http1, loggerFactory).Build();
        app.UseHostFiltering();
        app.UseRequestDecompression();
        app.UseRouting();
        app.MapOtlpHttp(Receiver, key);
        return app;
    }

    private OtlpReceiver Receiver => field ??= new OtlpReceiver(store, time);

    private Dictionary<string, Changes> Topics() => new(StringComparer.Ordinal)
    {
        ["resources"] = Board.Changes,
        ["logs"] = store.Logs.Changes,
        ["traces"] = store.Traces.Changes,
        ["metrics"] = store.Metrics.Changes,
    };
}
