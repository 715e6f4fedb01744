using System.Net;
using System.Net.Http.Headers;
using BoxBox.Tests.Polyfills.Grpc.Wire;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Requests that no gRPC client sends: each gets an answer, and the server goes on.</summary>
public sealed class HostileRequestTests
{
    private static readonly byte[] Good = Frame(0, new EchoRequest { Text = "ciao" }.ToByteArray());

    public static TheoryData<string, byte[], StatusCode> BadFrames => new()
    {
        { "nothing at all", [], StatusCode.Internal },
        { "half a header", [0, 0, 0], StatusCode.Internal },
        { "less than the header says", [0, 0, 0, 0, 9, 1, 2], StatusCode.Internal },
        { "a flag that is none", [2, 0, 0, 0, 0], StatusCode.Unknown },
        { "compressed, but with what?", [1, 0, 0, 0, 1, 0], StatusCode.Internal },
        { "four gigabytes", [0, 255, 255, 255, 255, 1], StatusCode.Unknown },
        { "five megabytes", [0, 0, 80, 0, 0, 1], StatusCode.ResourceExhausted },
        { "not protobuf", Frame(0, [255, 255, 255, 255, 255, 255]), StatusCode.Unknown },
        { "two messages for one", [.. Good, .. Good], StatusCode.Internal },
        { "a message and a rest", [.. Good, 0], StatusCode.Internal },
    };

    [Theory(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    [MemberData(nameof(BadFrames))]
    public async Task Bytes_that_are_no_message_end_the_call(string what, byte[] body, StatusCode expected)
    {
        await using var server = await EchoServer.StartAsync();

        using var response = await SendAsync(server, body);
        var still = await server.Client.SayAsync(new EchoRequest { Text = "ciao" }, deadline: Deadlines.Generous, cancellationToken: TestContext.Current.CancellationToken);

        // Where the official package lets an exception of its own through, the code is UNKNOWN.
        var status = Status(response);
        Assert.True(status == expected || expected == StatusCode.Unknown && status is StatusCode.Internal or StatusCode.ResourceExhausted, $"{what}: {status}");
        Assert.Equal("ciao", still.Text);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task An_unknown_encoding_is_unimplemented_and_the_known_ones_are_told()
    {
        await using var server = await EchoServer.StartAsync();

        using var response = await SendAsync(server, Frame(1, [1, 2, 3]), request => request.Headers.Add("grpc-encoding", "brotli"));

        Assert.Equal(StatusCode.Unimplemented, Status(response));
        Assert.Contains("gzip", response.Headers.GetValues("grpc-accept-encoding").Single(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Garbage_instead_of_gzip_ends_the_call()
    {
        await using var server = await EchoServer.StartAsync();

        using var response = await SendAsync(server, Frame(1, [1, 2, 3]), request => request.Headers.Add("grpc-encoding", "gzip"));

        Assert.Contains(Status(response), new[] { StatusCode.Internal, StatusCode.Unknown });
    }

    [Theory(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    [InlineData("soon")]
    [InlineData("123456789S")]
    [InlineData("-1S")]
    [InlineData("S")]
    public async Task A_timeout_that_is_none_is_ignored(string timeout)
    {
        await using var server = await EchoServer.StartAsync();

        using var response = await SendAsync(server, Good, request => request.Headers.TryAddWithoutValidation("grpc-timeout", timeout));

        Assert.Equal(StatusCode.OK, Status(response));
    }

    [Theory(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    [InlineData("1H")]
    [InlineData("1M")]
    [InlineData("99999999S")]
    [InlineData("60000m")]
    [InlineData("60000000u")]
    [InlineData("99999999n")]
    public async Task Every_unit_of_a_timeout_is_understood(string timeout)
    {
        await using var server = await EchoServer.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var hanging = SendAsync(server, Frame(0, new EchoRequest { Hang = true }.ToByteArray()), request => request.Headers.TryAddWithoutValidation("grpc-timeout", timeout), stop.Token);
        var deadline = await server.Signals.Deadline.Task.WaitAsync(stop.Token);
        await stop.CancelAsync();

        Assert.NotEqual(DateTime.MaxValue, deadline);
        await Task.WhenAny(hanging);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_deadline_is_kept_by_the_server_alone()
    {
        await using var server = await EchoServer.StartAsync();

        using var response = await SendAsync(server, Frame(0, new EchoRequest { Hang = true }.ToByteArray()), request => request.Headers.TryAddWithoutValidation("grpc-timeout", "100m"));

        Assert.Equal(StatusCode.DeadlineExceeded, Status(response));
        await server.Signals.Cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Theory(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    [InlineData("/boxbox.tests.echo.Echo/Nothing")]
    [InlineData("/boxbox.tests.echo.Nobody/Say")]
    public async Task A_path_that_nobody_serves_is_unimplemented(string path)
    {
        await using var server = await EchoServer.StartAsync();

        using var response = await SendAsync(server, Good, request => request.RequestUri = new Uri(server.Address, path));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(StatusCode.Unimplemented, Status(response));
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Another_content_type_is_refused()
    {
        await using var server = await EchoServer.StartAsync();

        using var response = await SendAsync(server, Good, request => request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/json"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Http_1_is_told_to_upgrade()
    {
        await using var server = await EchoServer.StartAsync(protocols: HttpProtocols.Http1);

        using var response = await SendAsync(server, Good, request => request.Version = HttpVersion.Version11);

        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [Theory(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    [InlineData("AA", new byte[] { 0 })]
    [InlineData("AA==", new byte[] { 0 })]
    [InlineData("AAE", new byte[] { 0, 1 })]
    [InlineData("AAE=", new byte[] { 0, 1 })]
    [InlineData("AAEC", new byte[] { 0, 1, 2 })]
    public async Task Binary_headers_come_with_padding_or_without(string value, byte[] expected)
    {
        await using var server = await EchoServer.StartAsync();

        using var response = await SendAsync(server, Good, request => request.Headers.TryAddWithoutValidation("x-data-bin", value));
        var message = EchoResponse.Parser.ParseFrom((await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).AsSpan(5));

        Assert.Equal(expected, message.SeenBytes.ToByteArray());
    }

    private static byte[] Frame(byte flag, byte[] message) =>
        [flag, (byte)(message.Length >> 24), (byte)(message.Length >> 16), (byte)(message.Length >> 8), (byte)message.Length, .. message];

    private static StatusCode Status(HttpResponseMessage response)
    {
        var headers = response.Headers.TryGetValues("grpc-status", out var values) ? values : response.TrailingHeaders.GetValues("grpc-status");
        return Enum.Parse<StatusCode>(headers.Single());
    }

    private static async Task<HttpResponseMessage> SendAsync(
        EchoServer server, byte[] body, Action<HttpRequestMessage>? configure = null, CancellationToken? cancellationToken = null)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/boxbox.tests.echo.Echo/Say"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        configure?.Invoke(request);
        return await client.SendAsync(request, cancellationToken ?? TestContext.Current.CancellationToken);
    }
}
