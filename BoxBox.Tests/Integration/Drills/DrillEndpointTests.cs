using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using BoxBox.Drills;
using BoxBox.Drills.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Integration.Drills;

public sealed class DrillEndpointTests
{
    private const string Key = "0123456789abcdef";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Drills_that_are_off_are_not_there()
    {
        await using var app = await StartAsync(Environments.Development, ("Drills:Key", Key), ("Drills:Faults", """[{"fault":"ack-first"}]"""));

        using var response = await SendAsync(app, HttpMethod.Get);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(app.Services.GetService<DrillBoard>());
    }

    [Theory(Timeout = 60_000)]
    [InlineData(null)]
    [InlineData("Bearer 0123456789abcdeX")]
    [InlineData("Bearer ")]
    [InlineData("Basic 0123456789abcdef")]
    [InlineData("0123456789abcdef")]
    public async Task Nobody_without_the_key_gets_in(string? authorization)
    {
        await using var app = await StartAsync(Environments.Development, ("Drills:Enabled", "true"), ("Drills:Key", Key));

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
        {
            using var response = await SendAsync(app, method, """{"faults":[{"fault":"ack-first"}]}""", authorization);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }

        Assert.Empty(app.Services.GetRequiredService<DrillBoard>().Faults);
    }

    [Fact(Timeout = 60_000)]
    public async Task Drills_are_set_shown_and_ended()
    {
        await using var app = await StartAsync(Environments.Development, ("Drills:Enabled", "true"), ("Drills:Key", Key), ("Drills:Faults", """[{"fault":"ack-first"}]"""));
        const string crash = """{"faults":[{"fault":"crash","at":"before-ack","step":"pending","time":3}]}""";

        using var set = await SendAsync(app, HttpMethod.Put, crash);
        using var added = await SendAsync(app, HttpMethod.Post, """{"faults":[{"fault":"without-progress","percent":50,"for_seconds":60}]}""");
        using var shown = await SendAsync(app, HttpMethod.Get);
        using var ended = await SendAsync(app, HttpMethod.Delete);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], [set.StatusCode, added.StatusCode, ended.StatusCode]);
        var state = await shown.Content.ReadFromJsonAsync<JsonNode>(Token);
        Assert.Equal(Environment.ProcessId, (int)state!["process"]!);
        Assert.Equal(
            """{"fault":"ack-first","time":1,"percent":100,"seen":0,"happened":0,"over":false,"breaks":"An order in the hands of somebody who crashes is never delivered again: it is lost."}""",
            state["faults"]![0]!.ToJsonString(Readable));
        Assert.Equal("""{"fault":"crash","at":"before-ack","step":"pending","time":3,"percent":100,"seen":0,"happened":0,"over":false}""", state["faults"]![1]!.ToJsonString(Readable));
        Assert.Equal(("without-progress", 50, 60), ((string)state["faults"]![2]!["fault"]!, (int)state["faults"]![2]!["percent"]!, (int)state["faults"]![2]!["for_seconds"]!));
        Assert.NotNull(state["faults"]![2]!["ends_at"]);
        Assert.Empty(app.Services.GetRequiredService<DrillBoard>().Faults);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cue_is_given_at_once_and_one_that_nobody_knows_is_refused()
    {
        var given = 0;
        await using var app = await StartAsync(Environments.Development, services => services.AddSingleton(new Cue("lunch", () => given++)), ("Drills:Enabled", "true"), ("Drills:Key", Key));

        using var lunch = await SendAsync(app, HttpMethod.Post, """{"cue":"lunch"}""");
        using var dance = await SendAsync(app, HttpMethod.Post, """{"cue":"dance"}""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest, 1), (lunch.StatusCode, dance.StatusCode, given));
        Assert.Equal("""["lunch"]""", (await lunch.Content.ReadFromJsonAsync<JsonNode>(Token))!["cues"]!.ToJsonString());
        Assert.Contains("he knows: lunch", await dance.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_means_another_replica_is_told_which_this_is_and_nothing_is_set()
    {
        await using var app = await StartAsync(
            Environments.Development, ("Drills:Enabled", "true"), ("Drills:Key", Key), ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=me"));
        const string drop = """{"faults":[{"fault":"drop-ack"}]}""";

        using var misdirected = await SendAsync(app, HttpMethod.Post, drop, query: "?instance=you");
        Assert.Empty(app.Services.GetRequiredService<DrillBoard>().Faults);
        using var met = await SendAsync(app, HttpMethod.Post, drop, query: "?instance=me");

        Assert.Equal((HttpStatusCode.MisdirectedRequest, HttpStatusCode.OK), (misdirected.StatusCode, met.StatusCode));
        Assert.Equal("me", (string)(await misdirected.Content.ReadFromJsonAsync<JsonNode>(Token))!["instance_here"]!);
        Assert.Single(app.Services.GetRequiredService<DrillBoard>().Faults);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("""{"faults":[{"fault":"explode"}]}""", "faults[0].fault")]
    [InlineData("""{"faults":[{"fault":"crash"}]}""", "faults[0].at")]
    [InlineData("""{"faults":[{"fault":"crash","at":"lunch"}]}""", "faults[0].at")]
    [InlineData("""{"faults":[{"fault":"throw","at":"before-ack"}]}""", "faults[0].at")]
    [InlineData("""{"faults":[{"fault":"drop-ack","at":"before-ack"}]}""", "faults[0].at")]
    [InlineData("""{"faults":[{"fault":"drop-ack"},{"fault":"drop-ack","step":"eaten"}]}""", "faults[1].step")]
    [InlineData("""{"faults":[{"fault":"drop-ack","time":0}]}""", "faults[0].time")]
    [InlineData("""{"faults":[{"fault":"drop-ack","times":-1}]}""", "faults[0].times")]
    [InlineData("""{"faults":[{"fault":"delay","at":"dough"}]}""", "faults[0].seconds")]
    [InlineData("""{"faults":[{"fault":"delay","at":"dough","seconds":3601}]}""", "faults[0].seconds")]
    [InlineData("""{"faults":[{"fault":"drop-ack","seconds":1}]}""", "faults[0].seconds")]
    [InlineData("""{"faults":[{"fault":"drop-ack","percent":0}]}""", "faults[0].percent")]
    [InlineData("""{"faults":[{"fault":"drop-ack","percent":101}]}""", "faults[0].percent")]
    [InlineData("""{"faults":[{"fault":"drop-ack","for_seconds":3601}]}""", "faults[0].for_seconds")]
    [InlineData("""{"faults":[{"at":"dough"}]}""", "fault")]
    [InlineData("""{"faults":[{"fault":1}]}""", "faults[0].fault")]
    [InlineData("""{"faults":[null]}""", "faults[0]")]
    [InlineData("""{"faults":null}""", "faults")]
    [InlineData("""{"faults":[{"fault":"drop-ack","time":"1"}]}""", "time")]
    [InlineData("""{"ackfirst":true}""", "ackfirst")]
    [InlineData("null", "null")]
    [InlineData("", "JSON")]
    [InlineData("{", "JSON")]
    public async Task What_is_no_drill_is_refused_and_the_fault_is_named(string body, string named)
    {
        await using var app = await StartAsync(Environments.Development, ("Drills:Enabled", "true"), ("Drills:Key", Key));

        using var response = await SendAsync(app, HttpMethod.Put, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(named, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Empty(app.Services.GetRequiredService<DrillBoard>().Faults);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Production", "Drills:Enabled", "Drills:Key", Key)]
    [InlineData("Staging", "Drills:Enabled", "Drills:Key", Key)]
    [InlineData("Development", "Drills:Key", "Drills:Key", "short")]
    [InlineData("Development", "Drills:faults[0].at", "Drills:Faults", """[{"fault":"crash"}]""")]
    [InlineData("Development", "Drills:Faults", "Drills:Faults", "[")]
    public async Task A_setting_that_must_not_be_stops_the_service_and_is_named(string environment, string named, string setting, string value)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(environment, ("Drills:Enabled", "true"), ("Drills:Key", Key), (setting, value)));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static Task<WebApplication> StartAsync(string environment, params (string Name, string Value)[] settings) => StartAsync(environment, _ => { }, settings);

    private static async Task<WebApplication> StartAsync(string environment, Action<IServiceCollection> add, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings.GroupBy(setting => setting.Name).Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Last().Value)));
        add(builder.Services);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddDrills();
        var app = builder.Build();
        app.MapDrills();
        await app.StartOrDisposeAsync();
        return app;
    }

    private static async Task<HttpResponseMessage> SendAsync(WebApplication app, HttpMethod method, string? body = null, string? authorization = $"Bearer {Key}", string query = "")
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(method, $"/drills{query}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await client.SendAsync(request, Token);
    }
}
