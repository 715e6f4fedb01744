using System.Text.Json;
using BoxBox.Orders.Work;
using Grpc.Core;
using Polly.CircuitBreaker;

namespace BoxBox.Maestro.Colleagues;

/// <summary>
/// Somebody whom the Maestro asks over gRPC: under a deadline, tried again by the channel (<see cref="ColleagueExtensions"/>), and behind a
/// circuit breaker.
/// </summary>
internal sealed class Colleague(string name, TimeSpan timeout, CallBreaker breaker, TimeProvider time)
{
    private DateTime Deadline => (time.GetUtcNow() + timeout).UtcDateTime;

    /// <summary>Asks him, within a span around all tries, each of which is a span of its own.</summary>
    /// <param name="what">The span's name.</param>
    /// <param name="orderId">For which order.</param>
    /// <param name="ask">Makes the call, with the options given. What it returns is an answer, also where it made one of a status code.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ColleagueAwayException">He takes no more work at present, or cannot be reached.</exception>
    /// <exception cref="RefusedException">He answered, and the answer is no.</exception>
    public async Task<T> AskAsync<T>(string what, Guid orderId, Func<CallOptions, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var span = MaestroTelemetry.Start(what, orderId);
        try
        {
            return await breaker.Pipeline.ExecuteAsync(async token => await AskInTimeAsync(ask, token), cancellationToken);
        }
        catch (BrokenCircuitException e)
        {
            MaestroTelemetry.Fail(span, "circuit_open", e.Message);
            throw new ColleagueAwayException($"The {name} could not be reached lately, and is left alone for a while.", e);
        }
        catch (RpcException e)
        {
            MaestroTelemetry.Fail(span, NameOf(e.StatusCode), e.Status.Detail);
            cancellationToken.ThrowIfCancellationRequested();
            throw Meaning(e);
        }
    }

    /// <summary>gRPC's deadline is a time of day, and recedes where the clock is set back: a timer ends the call as well.</summary>
    private async Task<T> AskInTimeAsync<T>(Func<CallOptions, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await ask(new CallOptions(deadline: Deadline, cancellationToken: either.Token));
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Cancelled && late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, $"No answer within {timeout.TotalSeconds} s.", e));
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
