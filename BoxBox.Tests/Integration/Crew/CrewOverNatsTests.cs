using BoxBox.Orders.Crew;
using NATS.Client.Core;

namespace BoxBox.Tests.Integration.Crew;

/// <summary>What the crew says over a real nats-server, as the gateway tells it.</summary>
public sealed class CrewOverNatsTests : IAsyncLifetime
{
    private NatsServerProcess _nats = null!;
    private GatewayHost _gateway = null!;
    private HttpClient _client = null!;
    private NatsConnection _panettiere = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _nats = await NatsServerProcess.StartAsync();
        _gateway = new GatewayHost(_nats.Url);
        _client = _gateway.CreateClient();
        _panettiere = new NatsConnection(new NatsOpts { Url = _nats.Url });
    }

    [Fact(Timeout = 60_000)]
    public async Task The_crew_is_told_with_the_gateway_among_it_and_what_happened_on_request()
    {
        var since = new DateTimeOffset(2026, 9, 6, 13, 0, 0, TimeSpan.Zero);
        var asleep = new CrewReport { Role = "panettiere", Instance = "p-1", State = CrewState.Sleeping, Since = since, Until = since.AddSeconds(20), Detail = "oversleeping" };
        await UntilHeardAsync(asleep with { Happened = new CrewEvent(CrewEventKind.FellAsleep, null, null, "for 20 s", since) });

        var crew = await ReadAsync("/v1/crew");
        var record = await ReadAsync("/v1/crew?happened=true");

        Assert.Contains(crew.EnumerateArray(), member => member.GetProperty("role").GetString() == "gateway" && member.GetProperty("state").GetString() == "open");
        Assert.Equal(
            """{"role":"panettiere","instance":"p-1","state":"sleeping","order_ids":[],"since":"2026-09-06T13:00:00Z","until":"2026-09-06T13:00:20Z","detail":"oversleeping"}""",
            crew.EnumerateArray().Single(member => member.GetProperty("role").GetString() == "panettiere").GetRawText());
        Assert.Equal(
            """{"role":"panettiere","instance":"p-1","kind":"fell_asleep","reason":"for 20 s","at":"2026-09-06T13:00:00Z"}""",
            record.GetProperty("happened")[0].GetRawText());
        Assert.Equal(crew.GetArrayLength(), record.GetProperty("crew").GetArrayLength());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_live_client_that_asks_for_it_gets_each_change_as_an_event_without_an_id()
    {
        await UntilHeardAsync(new CrewReport { Role = "panettiere", Instance = "p-1", State = CrewState.Idle, Since = default });
        using var live = await SseReader.OpenAsync(_client, "?crew=true");
        using var other = await SseReader.OpenAsync(_client);
        var kneading = new CrewReport { Role = "panettiere", Instance = "p-1", State = CrewState.MakingDough, OrderIds = ["44"], Since = new(2026, 9, 6, 13, 0, 0, TimeSpan.Zero) };
        await _panettiere.PublishAsync(kneading.Subject, kneading.ToJson(), cancellationToken: Stop);

        string? line;
        do
            line = await live.NextLineAsync();
        while (line is not "event: crew");

        Assert.Equal("""data: {"role":"panettiere","instance":"p-1","state":"making_dough","order_ids":["44"],"since":"2026-09-06T13:00:00Z"}""", await live.NextLineAsync());
        Assert.Equal("", await live.NextLineAsync());
        (await _client.PlaceAsync()).EnsureSuccessStatusCode();
        Assert.Equal(1UL, (await other.NextEventAsync())!.Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_no_report_is_passed_over()
    {
        await _panettiere.PublishAsync("crew.panettiere.p-1", "{}"u8.ToArray(), cancellationToken: Stop);
        await _panettiere.PublishAsync("crew.panettiere.p-1", "rubbish"u8.ToArray(), cancellationToken: Stop);

        await UntilHeardAsync(new CrewReport { Role = "panettiere", Instance = "p-1", State = CrewState.Idle, Since = default });
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_word_than_true_is_a_broken_rule()
    {
        var answer = await _client.GetAsync(new Uri("/v1/crew?happened=yes", UriKind.Relative), Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["happened"], (await answer.ReadProblemAsync()).ErrorNames());
    }

    public async ValueTask DisposeAsync()
    {
        await _panettiere.DisposeAsync();
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _nats.DisposeAsync();
    }

    // Core NATS keeps nothing for who subscribes later: it is said until it is heard.
    private async Task UntilHeardAsync(CrewReport report)
    {
        do
        {
            await _panettiere.PublishAsync(report.Subject, report.ToJson(), cancellationToken: Stop);
            await _panettiere.PingAsync(Stop);
        }
        while ((await ReadAsync("/v1/crew")).EnumerateArray().Select(member => member.GetProperty("role").GetString()).Distinct().Count() < 2);
    }

    private async Task<JsonElement> ReadAsync(string path) => await (await _client.GetAsync(new Uri(path, UriKind.Relative), Stop)).EnsureSuccessStatusCode().ReadJsonAsync();
}
