using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Polly;
using Polly.CircuitBreaker;
using static BoxBox.Tests.Polyfills.Resilience.ScriptedServer;

namespace BoxBox.Tests.Polyfills.Resilience;

public sealed class ResilienceTests
{
    private static readonly Uri Address = new("http://service/");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task A_transient_status_is_tried_again(HttpStatusCode status)
    {
        using var server = new ScriptedServer(Answer(status), Answer(HttpStatusCode.OK));
        var client = StandardClient(server);

        using var response = await client.GetAsync(Address, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, server.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task Any_other_status_is_final(HttpStatusCode status)
    {
        using var server = new ScriptedServer(Answer(status), Answer(HttpStatusCode.OK));
        var client = StandardClient(server);

        using var response = await client.GetAsync(Address, Cancellation);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_refused_connection_is_tried_three_times_more_and_then_told()
    {
        using var server = new ScriptedServer(Refuse());
        var client = StandardClient(server);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Address, Cancellation));

        Assert.Equal(4, server.Requests);
    }

    [Fact]
    public async Task A_fault_of_another_kind_is_final()
    {
        using var server = new ScriptedServer(_ => throw new InvalidOperationException(), Answer(HttpStatusCode.OK));
        var client = StandardClient(server);

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(Address, Cancellation));

        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Retries_wait_longer_each_time_by_the_clock()
    {
        var clock = new WatchedClock();
        using var server = new ScriptedServer(Answer(HttpStatusCode.ServiceUnavailable));
        var client = ClientWith(server, pipeline =>
        {
            pipeline.TimeProvider = clock;
            pipeline.AddRetry(new HttpRetryStrategyOptions { UseJitter = false, MaxRetryAttempts = 2 });
        });

        var call = client.GetAsync(Address, Cancellation);
        var first = await clock.NextTimerAsync(Cancellation);
        clock.Advance(first);
        var second = await clock.NextTimerAsync(Cancellation);
        clock.Advance(second);
        using var response = await call;

        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)), (first, second));
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public async Task A_server_decides_the_delay_with_retry_after()
    {
        TimeSpan? delay = null;
        using var server = new ScriptedServer(
            _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.Zero) } }),
            Answer(HttpStatusCode.OK));
        var client = ClientWith(server, pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            OnRetry = retry =>
            {
                delay = retry.RetryDelay;
                return default;
            },
        }));

        using var response = await client.GetAsync(Address, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(TimeSpan.Zero, delay);
    }

    [Fact]
    public async Task A_try_that_hangs_ends_at_its_deadline_and_counts_as_transient()
    {
        var clock = new FakeTimeProvider();
        using var server = new ScriptedServer(Hang(), Answer(HttpStatusCode.OK));
        var client = ClientWith(server, pipeline =>
        {
            pipeline.TimeProvider = clock;
            pipeline.AddRetry(new HttpRetryStrategyOptions { Delay = TimeSpan.Zero });
            pipeline.AddTimeout(new HttpTimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(10) });
        });

        var call = client.GetAsync(Address, Cancellation);
        await server.ArrivedAsync(Cancellation);
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(HttpStatusCode.OK, (await call).StatusCode);
    }

    [Fact]
    public async Task Too_many_failures_open_the_circuit()
    {
        using var server = new ScriptedServer(Answer(HttpStatusCode.InternalServerError));
        var client = ClientWith(server, pipeline => pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions { MinimumThroughput = 2 }));

        using var first = await client.GetAsync(Address, Cancellation);
        using var second = await client.GetAsync(Address, Cancellation);

        await Assert.ThrowsAsync<BrokenCircuitException>(() => client.GetAsync(Address, Cancellation));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public void The_standard_durations_are_those_of_the_documentation()
    {
        var options = new HttpStandardResilienceOptions();

        Assert.Equal(TimeSpan.FromSeconds(30), options.TotalRequestTimeout.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(10), options.AttemptTimeout.Timeout);
        Assert.Equal((3, DelayBackoffType.Exponential, true, TimeSpan.FromSeconds(2)), (options.Retry.MaxRetryAttempts, options.Retry.BackoffType, options.Retry.UseJitter, options.Retry.Delay));
        Assert.Equal((0.1, 100, TimeSpan.FromSeconds(30)), (options.CircuitBreaker.FailureRatio, options.CircuitBreaker.MinimumThroughput, options.CircuitBreaker.SamplingDuration));
    }

    [Fact]
    public async Task Durations_that_contradict_each_other_are_refused()
    {
        using var server = new ScriptedServer(Answer(HttpStatusCode.OK));
        var error = await Assert.ThrowsAsync<OptionsValidationException>(async () =>
            await StandardClient(server, options => options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(5)).GetAsync(Address, Cancellation));

        Assert.Contains("attempt", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static HttpClient StandardClient(HttpMessageHandler server, Action<HttpStandardResilienceOptions>? configure = null) =>
        ClientWith(server, http => http.AddStandardResilienceHandler(options =>
        {
            options.Retry.Delay = TimeSpan.Zero;
            configure?.Invoke(options);
        }));

    private static HttpClient ClientWith(HttpMessageHandler server, Action<ResiliencePipelineBuilder<HttpResponseMessage>> pipeline) =>
        ClientWith(server, http => http.AddResilienceHandler("test", pipeline));

    private static HttpClient ClientWith(HttpMessageHandler server, Action<IHttpClientBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        configure(services.AddHttpClient("test").ConfigurePrimaryHttpMessageHandler(() => server));
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("test");
    }
}
