using System.Net.Sockets;
using BoxBox.PaddockGateway.Limits;
using BoxBox.PaddockGateway.Live;

namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class LimitTests
{
    [Fact(Timeout = 60_000)]
    public async Task An_address_with_too_many_requests_gets_429_and_hears_when_to_come_again()
    {
        var stream = new FakeStream();
        using var gateway = new GatewayHost(stream, null, ("RateLimits:RequestsPerSecond", "1"), ("RateLimits:Burst", "3"));
        using var client = gateway.CreateClient();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PostAsync()));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToArray();
        Assert.NotEmpty(refused);
        Assert.Equal(answers.Length - refused.Length, stream.Entries.Count);
        Assert.True(stream.Entries.Count >= 3);
        Assert.True(refused[0].Headers.RetryAfter?.Delta > TimeSpan.Zero);
        await refused[0].ReadProblemAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task An_address_that_used_up_its_requests_takes_none_from_another()
    {
        const int Burst = 5;
        using var gateway = new GatewayHost(new FakeStream(), null, ("RateLimits:RequestsPerSecond", "1"), ("RateLimits:Burst", $"{Burst}"));
        using var client = gateway.CreateClient();
        using var other = ClientAt(IPAddress.Parse("127.0.0.2"), client.BaseAddress!);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PostAsync()));

        var answers = await Task.WhenAll(Enumerable.Range(0, Burst).Select(_ => other.PostAsync()));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact(Timeout = 60_000)]
    public async Task Health_is_never_limited()
    {
        using var gateway = new GatewayHost(new FakeStream(), null, ("RateLimits:RequestsPerSecond", "1"), ("RateLimits:Burst", "1"));
        using var client = gateway.CreateClient();

        for (var i = 0; i < 10; i++)
        {
            var response = await client.GetAsync(new Uri("/alive", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Pages_of_an_allowed_origin_may_order_and_others_may_not()
    {
        using var gateway = new GatewayHost(new FakeStream(), null, ("Cors:AllowedOrigins:0", "https://pitwall.example"));
        using var client = gateway.CreateClient();

        var allowed = await PreflightAsync(client, "https://pitwall.example");
        var other = await PreflightAsync(client, "https://elsewhere.example");

        Assert.Equal("https://pitwall.example", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("RateLimits:Burst", "0", "Burst")]
    [InlineData("RateLimits:RequestsPerSecond", "-1", "RequestsPerSecond")]
    [InlineData("Requests:TimeoutInSeconds", "0", "TimeoutInSeconds")]
    [InlineData("Requests:BodyTimeoutInSeconds", "0", "BodyTimeoutInSeconds")]
    [InlineData("Live:HeartbeatInSeconds", "16", "HeartbeatInSeconds")]
    [InlineData("Live:EventsBehind", "0", "EventsBehind")]
    [InlineData("Live:MostClients", "0", "MostClients")]
    [InlineData("Requests:TimeoutInSeconds", "10", "Requests:TimeoutInSeconds (10) must be more than Requests:BodyTimeoutInSeconds (10)")]
    [InlineData("Requests:BodyTimeoutInSeconds", "15.5", "Requests:TimeoutInSeconds (15) must be more than Requests:BodyTimeoutInSeconds (15.5)")]
    [InlineData("Cors:AllowedOrigins:0", "pitwall.example/path", "AllowedOrigins")]
    [InlineData("Orders:Replicas", "9", "Replicas")]
    [InlineData("Orders:MaxAge", "00:00:01", "MaxAge")]
    public async Task A_bad_setting_stops_the_start_and_is_named(string setting, string value, string name)
    {
        // Not by way of the factory of the whole gateway: it may find that host gone before it learns why.
        var builder = LoopbackApp.CreateBuilder(settings: [("ConnectionStrings:nats", "nats://127.0.0.1:1"), (setting, value)]);
        builder.AddOrderStream();
        builder.AddLimits();
        builder.Services.AddLive();
        await using var app = builder.Build();

        var error = Assert.Throws<OptionsValidationException>(app.Services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    /// <summary>A client of a loopback address of its own.</summary>
    private static HttpClient ClientAt(IPAddress address, Uri server) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(address, 0));
            await socket.ConnectAsync(IPAddress.Loopback, server.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = server,
    };

    private static async Task<HttpResponseMessage> PreflightAsync(HttpClient client, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/order");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
