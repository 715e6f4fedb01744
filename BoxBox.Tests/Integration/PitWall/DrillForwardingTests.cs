using System.Net.Http.Headers;
using System.Net.Sockets;
using BoxBox.Orders.Crew;
using BoxBox.PaddockGateway.Crew;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BoxBox.Tests.Integration.PitWall;

/// <summary>The gateway's way to the drills of the services, which stand behind a proxy that gives each connection to another replica.</summary>
public sealed class DrillForwardingTests : IAsyncLifetime
{
    private const string Key = "break-it-and-see-what-holds";

    private readonly List<string> _reached = [];
    // A proxy takes connections for what was not started, and never answers.
    private readonly TcpListener _notStarted = new(IPAddress.Loopback, 0);
    private WebApplication _maestri = null!;
    private GatewayHost _gateway = null!;
    private HttpClient _client = null!;
    private int _connections;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _maestri = LoopbackApp.CreateBuilder().Build();
        _maestri.MapMethods("/drills", ["GET", "PUT", "POST", "DELETE"], AnswerAsync);
        _notStarted.Start();
        using var started = await _maestri.StartWithClientAsync();
        _gateway = new GatewayHost(
            new FakeStream(), TimeProvider.System, ("environment", "Development"), ("Drills:Enabled", "true"), ("Drills:Key", Key), ("services:maestro:http:0", _maestri.Urls.Single()),
            ("services:maestro-extra:http:0", $"http://{_notStarted.LocalEndpoint}"));
        _client = _gateway.CreateClient();
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        foreach (var instance in new[] { "m-0", "m-1" })
            _gateway.Services.GetRequiredService<CrewRoom>().Hear(new CrewReport { Role = "maestro", Instance = instance, State = CrewState.Idle, Since = default });
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_an_instance_each_replica_gets_it_once()
    {
        var answer = await SendAsync("PUT", "/v1/drills/maestro", """{"faults":[]}""");

        Assert.Equal(["m-0", "m-1"], (await ReadAsync(answer)).EnumerateArray().Select(state => state.GetProperty("instance").GetString()).Order());
        Assert.Equal(["PUT m-0 {\"faults\":[]}", "PUT m-1 {\"faults\":[]}"], _reached.Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_service_everybody_who_is_there_gets_it_once()
    {
        var answer = await SendAsync("DELETE", "/v1/drills");

        Assert.Equal(["m-0", "m-1"], (await ReadAsync(answer)).EnumerateArray().Select(state => state.GetProperty("instance").GetString()).Order());
        Assert.Equal(["DELETE m-0 ", "DELETE m-1 "], _reached.Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task With_an_instance_that_one_gets_it_whichever_the_proxy_chooses()
    {
        var answer = await SendAsync("POST", "/v1/drills/maestro?instance=m-1", """{"cue":"lunch"}""");

        Assert.Equal("m-1", Assert.Single((await ReadAsync(answer)).EnumerateArray()).GetProperty("instance").GetString());
        Assert.Equal(["POST m-1 {\"cue\":\"lunch\"}"], _reached);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_that_is_nowhere_is_misdirected_and_does_not_keep_the_caller_waiting()
    {
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await SendAsync("POST", "/v1/drills/maestro?instance=nobody", "{}")).StatusCode);
        Assert.Empty(_reached);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_does_not_show_the_key_is_refused_by_the_service_itself()
    {
        _client.DefaultRequestHeaders.Authorization = null;

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync("DELETE", "/v1/drills/maestro")).StatusCode);
        Assert.Empty(_reached);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_service_that_there_is_not_is_not_found_and_one_that_does_not_answer_is_to_be_asked_later()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("GET", "/v1/drills/sommelier")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync("GET", "/v1/drills/fornaio")).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _maestri.DisposeAsync();
        _notStarted.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization != $"Bearer {Key}")
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var here = $"m-{Interlocked.Increment(ref _connections) % 2}";
        if (http.Request.Query["instance"] is [{ } meant] && meant != here)
        {
            http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return;
        }

        using var body = new StreamReader(http.Request.Body);
        var text = await body.ReadToEndAsync(Stop);
        lock (_reached)
            _reached.Add($"{http.Request.Method} {here} {text}");
        await http.Response.WriteAsJsonAsync(new { instance = here }, Stop);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _client.SendAsync(request, Stop);
    }

    private static Task<JsonElement> ReadAsync(HttpResponseMessage answer) => answer.EnsureSuccessStatusCode().ReadJsonAsync();
}
