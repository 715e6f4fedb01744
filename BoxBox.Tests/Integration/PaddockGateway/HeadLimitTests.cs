using BoxBox.Tests.Fixtures.PaddockGateway;

namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class HeadLimitTests : IDisposable
{
    private readonly GatewayHost _gateway = new(new FakeStream());

    public HeadLimitTests() => _gateway.StartServer();

    [Theory]
    [InlineData(8 * 1024, 404)]
    [InlineData((8 * 1024) + 1, 414)]
    [InlineData(30 * 1024, 414)]
    public async Task Path_and_query_may_have_8_KiB(int length, int expected)
    {
        var (status, text) = await SendAsync($"GET /{new string('a', length - 1)} HTTP/1.1\r\nHost: x\r\n");

        Assert.Equal(expected, status);
        Assert.Contains("application/problem+json", text, StringComparison.Ordinal);
        Assert.Contains("\"traceId\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30 * 1024, 200)]
    [InlineData(33 * 1024, 431)]
    [InlineData(120 * 1024, 431)]
    public async Task All_headers_may_have_32_KiB(int bytes, int expected)
    {
        var (status, text) = await SendAsync($"GET /alive HTTP/1.1\r\nHost: x\r\nX: {new string('x', bytes)}\r\n");

        Assert.Equal(expected, status);
        Assert.Equal(expected == 431, text.Contains("application/problem+json", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(98, 200)]
    [InlineData(99, 431)]
    [InlineData(390, 431)]
    public async Task There_may_be_100_headers(int more, int expected)
    {
        var (status, text) = await SendAsync($"GET /alive HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, more).Select(i => $"X{i}: x\r\n"))}");

        Assert.Equal(expected, status);
        Assert.Equal(expected == 431, text.Contains("application/problem+json", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("BREW\r\n", 400)]
    [InlineData("GET /alive HTTP/1.1\r\nHost: x\r\nno header\r\n", 400)]
    [InlineData("GET /alive HTTP/1.1\r\n", 400)]
    public async Task What_is_no_request_gets_a_bare_status(string head, int expected)
    {
        var (status, text) = await SendAsync(head);

        Assert.Equal(expected, status);
        Assert.Contains("Content-Length: 0", text, StringComparison.Ordinal);
    }

    public void Dispose() => _gateway.Dispose();

    private Task<(int Status, string Text)> SendAsync(string head) =>
        RawHttp.SendAsync(_gateway.ClientOptions.BaseAddress, RawHttp.Request($"{head}Connection: close\r\n\r\n"));
}
