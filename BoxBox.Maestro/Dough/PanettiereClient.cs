using BoxBox.Orders;
using BoxBox.Orders.Work;
using BoxBox.Protos.Panettiere;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace BoxBox.Maestro.Dough;

/// <summary>Asks the Panettiere for dough: under a deadline, tried again by the channel (<see cref="PanettiereChannel"/>), and behind a circuit breaker.</summary>
internal sealed class PanettiereClient(PanettiereService.PanettiereServiceClient grpc, PanettiereBreaker breaker, IOptions<PanettiereClientOptions> options, TimeProvider time) : IDoughMaker
{
    public async Task MakeDoughAsync(Order order, CancellationToken cancellationToken)
    {
        // Around all tries of the call, each of which is a span of its own.
        using var span = MaestroTelemetry.Start("get dough", order.OrderId);
        try
        {
            await breaker.Pipeline.ExecuteAsync(async token => await AskAsync(order, token), cancellationToken);
        }
        catch (BrokenCircuitException e)
        {
            MaestroTelemetry.Fail(span, "circuit_open", e.Message);
            throw new ColleagueAwayException("The Panettiere could not be reached lately, and is left alone for a while.", e);
        }
        catch (RpcException e)
        {
            MaestroTelemetry.Fail(span, e.StatusCode.ToString(), e.Status.Detail);
            cancellationToken.ThrowIfCancellationRequested();
            throw Meaning(e);
        }
    }

    private async Task AskAsync(Order order, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + options.Value.Timeout;
        await grpc.MakeDoughAsync(DoughRequests.For(order), deadline: deadline.UtcDateTime, cancellationToken: cancellationToken);
    }

    /// <summary>The one place where the Panettiere's status codes get a meaning for the order.</summary>
    private static Exception Meaning(RpcException e) => e.StatusCode switch
    {
        StatusCode.ResourceExhausted => new ColleagueAwayException($"The Panettiere takes no order: {e.Status.Detail}", e),
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled => new ColleagueAwayException($"The Panettiere cannot be reached: {e.Status.Detail}", e),
        _ => new DoughRefusedException($"The Panettiere refuses the dough ({e.StatusCode}): {e.Status.Detail}", e),
    };
}
