namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class BadRequestCorpusTests
{
    private const int Count = 2_000;

    [Theory(Timeout = 60_000)]
    [InlineData(16)]
    public async Task Every_bad_request_gets_a_4xx_that_names_its_fault_and_stores_no_order(int seed)
    {
        var stream = new FakeStream();
        using var gateway = new GatewayHost(stream, null, ("RateLimits:RequestsPerSecond", "0"));
        gateway.StartServer();
        var server = gateway.ClientOptions.BaseAddress;

        await Parallel.ForEachAsync(new BadRequestCorpus(seed).Requests(Count), TestContext.Current.CancellationToken, async (request, _) =>
        {
            var (status, answer) = await RawHttp.SendAsync(server, request.Bytes);

            var fault = request.FaultOf(status, answer);
            Assert.True(fault is null, $"{fault}\n{request}\n{answer}");
        });

        Assert.Empty(stream.Entries);
    }
}
