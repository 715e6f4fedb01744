using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace BoxBox.Tests.Polyfills.Dashboard;

public sealed class ResourcesTests
{
    [Fact]
    public async Task A_resource_shows_its_state_and_its_addresses_as_links()
    {
        await using var dashboard = await StartAsync(builder => builder.AddExecutable("oven", "sleep", ".", "600")
            .WithHttpEndpoint(port: 9, name: "web", isProxied: false)
            .WithUrl("javascript:alert(1)", "trap"));

        var page = await dashboard.OpenUntilAsync("/", "resources", page => page.Text.Contains("1 of 1 running", StringComparison.Ordinal));

        var row = Assert.Single(page.Rows);
        Assert.StartsWith("oven", row, StringComparison.Ordinal);
        Assert.Contains("Executable", row, StringComparison.Ordinal);
        Assert.Equal("http://localhost:9", Assert.Single(page.LinksOf("http://localhost:9")));
        Assert.DoesNotContain("href=\"javascript:", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_not_in_the_page_until_someone_asks_for_them()
    {
        await using var dashboard = await StartAsync(builder => builder.AddExecutable("oven", "sleep", ".", "600")
            .WithEnvironment("OVEN_PASSWORD", "hunter2").WithEnvironment("ConnectionStrings__nats", "nats://user:pass@localhost:4222").WithEnvironment("HEAT", "485"));
        await dashboard.OpenUntilAsync("/", "resources", page => page.Text.Contains("1 of 1 running", StringComparison.Ordinal));

        var page = await dashboard.OpenAsync("/?resource=oven");
        var shown = await dashboard.OpenAsync(page.LinksOf("Show").Single(link => link.Contains("OVEN_PASSWORD", StringComparison.Ordinal)));

        Assert.Contains("HEAT 485", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("user:pass", page.Markup, StringComparison.Ordinal);
        Assert.Contains("OVEN_PASSWORD hunter2", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("user:pass", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_is_stopped_and_started_from_the_page()
    {
        await using var dashboard = await StartAsync(builder => builder.AddExecutable("oven", "sleep", ".", "600"));
        var running = await dashboard.OpenUntilAsync("/", "resources", page => page.Text.Contains("1 of 1 running", StringComparison.Ordinal));
        var oven = Assert.Single(running.Rows).Split(' ')[0];

        using var stop = await dashboard.PostAsync("/commands", new() { ["resource"] = oven, ["command"] = KnownResourceCommands.StopCommand });
        var stopped = await dashboard.OpenUntilAsync(stop.Headers.Location!.ToString(), "resources", page => page.Text.Contains("0 of 1 running", StringComparison.Ordinal));
        using var start = await dashboard.PostAsync("/commands", new() { ["resource"] = oven, ["command"] = KnownResourceCommands.StartCommand });
        await dashboard.OpenUntilAsync("/", "resources", page => page.Text.Contains("1 of 1 running", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.SeeOther, stop.StatusCode);
        Assert.Contains($"{oven} did it", stopped.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_of_the_app_hosts_own_is_offered_and_its_failure_shown()
    {
        await using var dashboard = await StartAsync(builder => builder.AddExecutable("oven", "sleep", ".", "600")
            .WithCommand("ignite", "Ignite", _ => Task.FromResult(new ExecuteCommandResult { Success = false, ErrorMessage = "no <b>gas</b>" })));
        var page = await dashboard.OpenUntilAsync("/", "resources", page => page.Text.Contains("Ignite", StringComparison.Ordinal));
        var oven = Assert.Single(page.Rows).Split(' ')[0];

        using var answer = await dashboard.PostAsync("/commands", new() { ["resource"] = oven, ["command"] = "ignite" });
        var after = await dashboard.OpenAsync(answer.Headers.Location!.ToString());

        Assert.Contains($"Ignite: {oven} failed. no <b>gas</b>", after.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oven", "explode")]
    [InlineData("freezer", "stop")]
    public async Task A_command_that_is_not_there_is_not_found(string resource, string command)
    {
        await using var dashboard = await StartAsync(builder => builder.AddExecutable("oven", "sleep", ".", "600"));

        using var answer = await dashboard.PostAsync("/commands", new() { ["resource"] = resource, ["command"] = command });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<DashboardApp> StartAsync(Action<IDistributedApplicationBuilder> configure) => await (await DashboardApp.StartAsync(configure)).LogInAsync();
}
