using BoxBox.Benchmarks.Http;
using BoxBox.Tests.Fixtures.Tifosi;
using BoxBox.Tifosi.Load;
using Microsoft.AspNetCore.Http;
using Outcome = BoxBox.Tifosi.Load.Outcome;
using RawHttp = BoxBox.Benchmarks.Http.RawHttp;

namespace BoxBox.Tests.Integration.Benchmarks;

/// <summary>The bench's lean clients against real Kestrel: they count what is whole, and nothing else.</summary>
public sealed class RawHttpTests
{
    [Theory(Timeout = 60_000)]
    [InlineData(10, false)]
    [InlineData(10, true)]
    [InlineData(100_000, false)]
    [InlineData(100_000, true)]
    public async Task Whole_answers_are_read_however_they_come_and_the_connection_is_kept(int length, bool isChunked)
    {
        await using var gateway = await FakeGateway.StartAsync();
        var connections = new HashSet<string>();
        gateway.Answer = async context =>
        {
            lock (connections) connections.Add(context.Connection.Id);
            if (!isChunked) context.Response.ContentLength = length;
            for (var written = 0; written < length; written += 10)
            {
                await context.Response.WriteAsync("0123456789");
                if (written % 20_000 == 0) await context.Response.Body.FlushAsync();
            }
        };
        using var http = new RawHttp(new Uri(gateway.Url));

        for (var request = 0; request < 5; request++) Assert.Equal(Outcome.Fine, await http.SendAsync(Requests.Post, TestContext.Current.CancellationToken));

        Assert.Single(connections);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_not_fine_is_told()
    {
        await using var gateway = await FakeGateway.StartAsync();
        using var http = new RawHttp(new Uri(gateway.Url));
        gateway.Answer = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        Assert.Equal(Outcome.FailedBy("status 503"), await http.SendAsync(Requests.Post, TestContext.Current.CancellationToken));

        gateway.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        Assert.True((await http.SendAsync(Requests.Post, TestContext.Current.CancellationToken)).Failed);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_live_client_counts_each_event_once_and_resumes_where_he_is_told()
    {
        await using var gateway = await FakeGateway.StartAsync();
        for (var order = 0; order < 2000; order++) gateway.Tell(Guid.NewGuid(), "pending");
        var latencies = new Latencies();
        using var client = new LiveClient(new Uri(gateway.Url), TimeProvider.System, latencies);

        await client.ConnectAsync(500, TestContext.Current.CancellationToken);
        await client.ListenAsync(1500, TestContext.Current.CancellationToken);

        Assert.Equal((1500, 1500), (client.Events, latencies.Count));
    }
}
