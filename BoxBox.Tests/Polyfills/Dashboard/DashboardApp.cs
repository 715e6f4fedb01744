using System.Net;
using System.Net.Http.Headers;
using Aspire.Hosting;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Polyfills.Dashboard;

/// <summary>An app host with its dashboard, reached as a user reaches it: at the addresses that it prints.</summary>
internal sealed class DashboardApp : IAsyncDisposable
{
    public const string ApiKey = "the-otlp-key";

    private readonly DistributedApplication application;

    private DashboardApp(DistributedApplication application, LogLines log)
    {
        this.application = application;
        Address = new Uri(log.After("Now listening on: "));
        OtlpGrpc = new Uri(log.After("OTLP/gRPC listening on: "));
        OtlpHttp = new Uri(log.After("OTLP/HTTP listening on: "));
        Browser = NewBrowser();
        Sender = new HttpClient { BaseAddress = OtlpHttp };
        Sender.DefaultRequestHeaders.Add("x-otlp-api-key", ApiKey);
        Log = log;
    }

    public Uri Address { get; }

    public Uri OtlpGrpc { get; }

    public Uri OtlpHttp { get; }

    public LogLines Log { get; }

    /// <summary>What the console shows, to be opened in a browser.</summary>
    public string LoginAddress => Log.After("Login to the dashboard at ");

    /// <summary>Keeps cookies, follows no redirects.</summary>
    public HttpClient Browser { get; }

    /// <summary>Has the API key.</summary>
    public HttpClient Sender { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="settings">As on the command line, such as <c>--AppHost:BrowserToken=…</c>.</param>
    public static Task<DashboardApp> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    public static async Task<DashboardApp> StartAsync(Action<IDistributedApplicationBuilder> configure, params string[] settings)
    {
        string[] standard = ["--ASPNETCORE_URLS=http://127.0.0.1:0", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://127.0.0.1:0", "--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://127.0.0.1:0", $"--AppHost:OtlpApiKey={ApiKey}"];
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [.. standard, .. settings], DisableDashboard = false });
        var log = new LogLines();
        builder.Services.AddLogging(logging => logging.ClearProviders().AddProvider(log));
        configure(builder);
        var application = builder.Build();
        await application.StartAsync(Cancellation);
        return new DashboardApp(application, log);
    }

    public async Task<DashboardApp> LogInAsync()
    {
        using var answer = await Browser.GetAsync(LoginAddress, Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return this;
    }

    public HttpClient NewBrowser()
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return browser;
    }

    /// <returns>The page at that address.</returns>
    public async Task<DashboardPage> OpenAsync(string path)
    {
        using var answer = await Browser.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new DashboardPage(await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Opens the page again with each change that the dashboard tells of, until it is as wanted.</summary>
    public async Task<DashboardPage> OpenUntilAsync(string path, string topic, Func<DashboardPage, bool> isWanted)
    {
        using var answer = await Browser.GetAsync($"/live?topic={topic}&seen=0", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));
        while (true)
        {
            var page = await OpenAsync(path);
            if (isWanted(page))
            {
                return page;
            }

            while (await events.ReadLineAsync(Cancellation) is not "data: changed")
            {
                // Heartbeats and ids.
            }
        }
    }

    /// <summary>Sends an OTLP request to /v1/traces, /v1/logs or /v1/metrics.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, byte[] body, string type = "application/x-protobuf", string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return await Sender.PostAsync(path, content, Cancellation);
    }

    /// <summary>Sends a request that has to be taken.</summary>
    public async Task DeliverAsync(string path, IMessage request)
    {
        using var answer = await SendAsync(path, request.ToByteArray());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>A form, sent as the dashboard's own page sends it.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", origin ?? Address.GetLeftPart(UriPartial.Authority));
        return await Browser.SendAsync(request, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        Sender.Dispose();
        await application.StopAsync(CancellationToken.None); // The test's token may be what ended it.
        await application.DisposeAsync();
    }
}
