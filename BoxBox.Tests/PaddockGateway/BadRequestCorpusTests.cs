using System.Text;

namespace BoxBox.Tests.PaddockGateway;

public sealed class BadRequestCorpusTests
{
    private const int Count = 2_000;

    [Theory]
    [InlineData(16)]
    public async Task No_bad_request_gets_anything_but_4xx_nor_stores_an_order(int seed)
    {
        var stream = new FakeStream();
        using var gateway = new GatewayHost(stream, null, ("RateLimits:RequestsPerSecond", "0"));
        gateway.StartServer();
        var server = gateway.ClientOptions.BaseAddress;

        await Parallel.ForEachAsync(new BadRequestCorpus(seed).Requests(Count), TestContext.Current.CancellationToken, async (request, _) =>
        {
            var (status, text) = await RawHttp.SendAsync(server, request);

            Assert.True(status is >= 400 and < 500, $"{status} for {Encoding.Latin1.GetString(request)}\n{text}");
            Assert.True(IsProblem(request, status, text), $"No problem document for {Encoding.Latin1.GetString(request)}\n{text}");
        });

        Assert.Empty(stream.Entries);
    }

    // HEAD has no body by definition. What the server refuses before it knows a request (a broken target or header) never reaches the API.
    private static bool IsProblem(byte[] request, int status, string text) =>
        text.Contains("application/problem+json", StringComparison.Ordinal) && text.Contains("\"traceId\"", StringComparison.Ordinal)
        || request.AsSpan().StartsWith("HEAD"u8)
        || (status == 400 && text.Contains("Content-Length: 0", StringComparison.Ordinal));
}
