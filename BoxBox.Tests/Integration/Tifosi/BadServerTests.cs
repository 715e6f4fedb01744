using BoxBox.Tests.Fixtures.Tifosi;
using Microsoft.AspNetCore.Http;

namespace BoxBox.Tests.Integration.Tifosi;

/// <summary>Whatever a server does, it is counted by its kind.</summary>
public sealed class BadServerTests
{
    public static TheoryData<string, string, double> Misdeeds => new()
    {
        { "refuses with a status", "status 503", 1 },
        { "answers rubbish", "rubbish for an answer", 0 },
        { "answers another JSON", "rubbish for an answer", 0 },
        { "answers without end", "rubbish for an answer", 0 },
        { "goes away before its answer", "cut off in the middle", 1 },
        { "goes away in the middle of it", "cut off in the middle", 1 },
        { "hangs", "timed out", 1 },
        { "hangs in the middle", "timed out", 1 },
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Misdeeds))]
    public async Task It_is_counted_by_its_kind(string misdeed, string kind, double failed)
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Answer = context => MisbehaveAsync(misdeed, context);

        var tifosi = await TifosiRun.PlayAsync(gateway, "losing", "--time-scale", "20", "--orders", "5", "--timeout", "300ms", "--json");

        Assert.Equal((0, ""), (tifosi.ExitCode, tifosi.Error));
        Assert.Equal((5, failed, 0), (tifosi.Metric("http_reqs", "count"), tifosi.Metric("http_req_failed", "rate"), tifosi.Metric("checks", "rate")));
        Assert.Equal(5, tifosi.Json.GetProperty("tifosi").GetProperty("errors").GetProperty(kind).GetInt32());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_is_not_there_is_counted_too()
    {
        string[] arguments = ["losing", "--time-scale", "20", "--orders", "5", "--json", "--url", $"http://127.0.0.1:{FreePort.Next()}"];

        var tifosi = await TifosiRun.PlayAsync(arguments, TestContext.Current.CancellationToken);

        Assert.Equal(0, tifosi.ExitCode);
        Assert.Equal(5, tifosi.Json.GetProperty("tifosi").GetProperty("errors").GetProperty("connection refused").GetInt32());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_bad_order_that_is_taken_is_an_error()
    {
        await using var gateway = await FakeGateway.StartAsync();
        gateway.Answer = context => context.Response.WriteAsync("""{"order_id":"0199aa4e-9f4c-7d3e-8a3a-2f1d8c9b7a65"}""");

        var tifosi = await TifosiRun.PlayAsync(gateway, "losing", "--time-scale", "20", "--orders", "5", "--bad", "100%", "--json");

        Assert.Equal(5, tifosi.Json.GetProperty("tifosi").GetProperty("errors").GetProperty("a bad order was accepted").GetInt32());
    }

    private static async Task MisbehaveAsync(string misdeed, HttpContext context)
    {
        switch (misdeed)
        {
            case "refuses with a status":
                context.Response.StatusCode = 503;
                break;
            case "answers rubbish":
                await context.Response.WriteAsync("<html>Forza!</html>");
                break;
            case "answers another JSON":
                await context.Response.WriteAsync("""{"order_id":44}""");
                break;
            case "answers without end":
                for (var block = 0; block < 2000 && !context.RequestAborted.IsCancellationRequested; block++) await context.Response.Body.WriteAsync(new byte[1024]);
                break;
            case "goes away before its answer":
                context.Abort();
                break;
            case "goes away in the middle of it":
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("{\"order_id\":");
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case "hangs":
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            default:
                await context.Response.WriteAsync("{\"order_id\":");
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
        }
    }
}
