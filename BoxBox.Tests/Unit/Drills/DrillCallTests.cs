using System.Net;
using System.Net.Http.Json;
using BoxBox.AppHost;

namespace BoxBox.Tests.Unit.Drills;

public sealed class DrillCallTests
{
    private static readonly Uri Drills = new("http://maestro/drills");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 30_000)]
    public async Task To_end_all_drills_the_proxy_is_asked_over_new_connections_until_every_process_has_answered()
    {
        using var proxy = new Proxy(11, 11, 11, 12, 12);
        using var http = new HttpClient(proxy);

        var reached = await new DrillCalls(http, Drills, "key").SetAsync([], 2, Token);

        Assert.Equal([11, 12], reached);
        Assert.Equal(4, proxy.Requests.Count);
        Assert.All(proxy.Requests, request => Assert.Equal((HttpMethod.Put, "Bearer key", true), request));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_process_that_the_proxy_never_leads_to_is_looked_for_twenty_times()
    {
        using var proxy = new Proxy(11);
        using var http = new HttpClient(proxy);

        var reached = await new DrillCalls(http, Drills, "key").SetAsync([], 2, Token);

        Assert.Equal([11], reached);
        Assert.Equal(20, proxy.Requests.Count);
    }

    [Fact(Timeout = 30_000)]
    public async Task One_process_is_told_to_fail_and_which_it_was_is_said()
    {
        using var proxy = new Proxy(12, 11);
        using var http = new HttpClient(proxy);

        var reached = await new DrillCalls(http, Drills, "key").SetAsync([new DrillCalls.Fault("publish-twice")], 1, Token);

        Assert.Equal([12], reached);
    }

    /// <summary>Leads to these processes, one after the other, and then always to the last.</summary>
    private sealed class Proxy(params int[] processes) : HttpMessageHandler
    {
        public List<(HttpMethod Method, string? Authorization, bool? Closes)> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var process = processes[Math.Min(Requests.Count, processes.Length - 1)];
            Requests.Add((request.Method, request.Headers.Authorization?.ToString(), request.Headers.ConnectionClose));
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(new { process, faults = Array.Empty<object>() }) });
        }
    }
}
