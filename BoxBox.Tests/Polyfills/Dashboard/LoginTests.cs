using System.Net;

namespace BoxBox.Tests.Polyfills.Dashboard;

public sealed class LoginTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/traces?q=1")]
    [InlineData("/consolelogs")]
    public async Task Without_the_token_a_page_leads_to_the_login(string path)
    {
        await using var dashboard = await DashboardApp.StartAsync();

        using var answer = await dashboard.Browser.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/login?returnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/live?topic=traces")]
    [InlineData("/consolelogs/stream")]
    [InlineData("/consolelogs/download")]
    public async Task Without_the_token_there_is_no_data(string path)
    {
        await using var dashboard = await DashboardApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("*/*");
        dashboard.Browser.DefaultRequestHeaders.Accept.Clear();

        using var answer = await dashboard.Browser.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_printed_address_logs_in_and_a_cookie_remembers_it()
    {
        await using var dashboard = await DashboardApp.StartAsync();

        using var login = await dashboard.Browser.GetAsync(dashboard.LoginAddress, Cancellation);
        using var page = await dashboard.Browser.GetAsync("/traces", Cancellation);

        var cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(dashboard.LoginAddress.Split('=')[1], cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task The_token_can_be_chosen_and_typed_in()
    {
        await using var dashboard = await DashboardApp.StartAsync("--AppHost:BrowserToken=forza ferrari");

        using var wrong = await dashboard.PostAsync("/login?returnUrl=%2Ftraces", new() { ["t"] = "forza" });
        using var right = await dashboard.PostAsync("/login?returnUrl=%2Ftraces", new() { ["t"] = "forza ferrari" });

        Assert.EndsWith("/login?t=forza%20ferrari", dashboard.LoginAddress, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
        Assert.Equal("/traces", right.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("//example.com/")]
    [InlineData("/\\example.com/")]
    [InlineData("javascript:alert(1)")]
    public async Task The_login_never_leads_to_another_site(string returnUrl)
    {
        await using var dashboard = await DashboardApp.StartAsync();

        using var answer = await dashboard.Browser.GetAsync($"{dashboard.LoginAddress}&returnUrl={Uri.EscapeDataString(returnUrl)}", Cancellation);

        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Where_anyone_is_allowed_nothing_is_asked_for()
    {
        await using var dashboard = await DashboardApp.StartAsync("--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=true");
        dashboard.Sender.DefaultRequestHeaders.Clear();

        await dashboard.DeliverAsync("/v1/traces", Otlp.Traces("maestro", Otlp.Span(1, 1, "smoking")));

        Assert.Contains("smoking", (await dashboard.OpenAsync("/traces")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("null")]
    public async Task A_form_of_another_page_is_refused(string origin)
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();

        using var answer = await dashboard.PostAsync("/commands", new() { ["resource"] = "maestro", ["command"] = "stop" }, origin);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Another_name_for_the_address_is_refused()
    {
        await using var dashboard = await DashboardApp.StartAsync("--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=true");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/traces");
        request.Headers.Host = "dashboard.example.com";

        using var answer = await dashboard.Browser.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_may_load_nothing_from_elsewhere()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();

        using var answer = await dashboard.Browser.GetAsync("/", Cancellation);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ASPNETCORE_URLS=http://0.0.0.0:0", "ASPNETCORE_URLS")]
    [InlineData("--ASPNETCORE_URLS=http://example.com:80", "ASPNETCORE_URLS")]
    [InlineData("--Dashboard:TelemetryLimits:MaxSpanCount=many", "Dashboard:TelemetryLimits:MaxSpanCount")]
    public async Task A_setting_that_cannot_be_is_named(string setting, string name)
    {
        var error = await Assert.ThrowsAsync<Aspire.Hosting.DistributedApplicationException>(() => DashboardApp.StartAsync(setting));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }
}
