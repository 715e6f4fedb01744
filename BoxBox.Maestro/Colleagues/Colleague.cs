using System.Text.Json;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace BoxBox.Maestro.Colleagues;

/// <summary>
/// Somebody whom the Maestro asks over gRPC: under a deadline, tried again by the channel (<see cref="ColleagueExtensions"/>), and left alone for a while
/// when of at least 5 calls within 30 s the half found nobody. One who answers, whatever he answers, is not away.
/// </summary>
internal sealed class Colleague(string name, TimeSpan timeout, TimeProvider time)
{
    internal const int MinimumThroughput = 5;
    internal static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(5);

    /// <summary>gRPC's own deadline, for the colleague to see, comes last: it is a time of day, and recedes where the clock is set back.</summary>
    private static readonly TimeSpan DeadlineAfterTimeout = TimeSpan.FromSeconds(1);

    private readonly ResiliencePipeline _calls = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = MinimumThroughput,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = BreakDuration,
            ShouldHandle = new PredicateBuilder().Handle<TimeoutRejectedException>()
                .Handle<RpcException>(e => e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded),
        })
        .AddTimeout(timeout)
        .Build();

    private DateTime Deadline => (time.GetUtcNow() + timeout + DeadlineAfterTimeout).UtcDateTime;

    /// <summary>Asks him, within a span around all tries, each of which is a span of its own.</summary>
    /// <param name="ask">Makes the call, with the options given. What it returns is an answer, also where it made one of a status code.</param>
    /// <exception cref="ColleagueAwayException">He takes no more work at present, or cannot be reached.</exception>
    /// <exception cref="RefusedException">He answered, and the answer is no.</exception>
    public async Task<T> AskAsync<T>(string what, Guid orderId, Func<CallOptions, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var span = MaestroTelemetry.Spans.StartFor(what, $"{orderId}");
        span?.SetBaggage(OrderSpans.OrderId, $"{orderId}");
        try
        {
            return await _calls.ExecuteAsync(async token => await ask(new CallOptions(deadline: Deadline, cancellationToken: token)), cancellationToken);
        }
        catch (BrokenCircuitException e)
        {
            span.Fail("circuit_open", e.Message);
            throw new ColleagueAwayException($"The {name} could not be reached lately, and is left alone for a while.", e);
        }
        catch (TimeoutRejectedException e)
        {
            span.Fail(NameOf(StatusCode.DeadlineExceeded), e.Message);
            throw new ColleagueAwayException($"The {name} cannot be reached: no answer within {timeout.TotalSeconds} s.", e);
        }
        catch (RpcException e)
        {
            span.Fail(NameOf(e.StatusCode), e.Status.Detail);
            throw Meaning(e);
        }
    }

    /// <summary>As the gRPC specification writes it, e.g. <c>RESOURCE_EXHAUSTED</c>.</summary>
    private static string NameOf(StatusCode code) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());

    /// <summary>The one place where a colleague's status codes get a meaning for the order.</summary>
    private Exception Meaning(RpcException e) => e.StatusCode switch
    {
        StatusCode.ResourceExhausted => new ColleagueAwayException($"The {name} takes no order: {e.Status.Detail}", e),
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled => new ColleagueAwayException($"The {name} cannot be reached: {e.Status.Detail}", e),
        _ => new RefusedException($"The {name} refuses the order ({e.StatusCode}): {e.Status.Detail}", e),
    };
}

/// <summary>A colleague answered, and the answer is no: it counts as a failure of the order.</summary>
internal sealed class RefusedException(string message, Exception inner) : Exception(message, inner);
