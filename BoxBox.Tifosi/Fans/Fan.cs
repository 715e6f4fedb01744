using System.Net;
using BoxBox.Tifosi.Gateway;
using BoxBox.Tifosi.Load;

namespace BoxBox.Tifosi.Fans;

/// <summary>Orders once, and judges the answer. Whatever a server does, the outcome says it; nothing is thrown.</summary>
internal sealed class Fan(GatewayClient gateway, Wishes wishes, TifosiMetrics metrics, TimeProvider time)
{
    /// <summary>Called with each order that the gateway has taken.</summary>
    public Action<Guid> Accepted { get; set; } = _ => { };

    public async Task<Outcome> OrderAsync(CancellationToken cancellationToken)
    {
        var wish = wishes.Next();
        var begin = time.GetTimestamp();
        var outcome = await PostAsync(wish, cancellationToken);
        metrics.Ordered(time.GetElapsedTime(begin), outcome);
        return outcome;
    }

    private async Task<Outcome> PostAsync(Wish wish, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await gateway.PostAsync(wish.Json, cancellationToken);
            var expected = wish.IsBad ? HttpStatusCode.BadRequest : HttpStatusCode.OK;
            if (answer.StatusCode != expected) return Unexpected(answer.StatusCode, wish);
            if (!wish.IsBad) Accepted(await GatewayClient.OrderIdOfAsync(answer, cancellationToken));
            return Outcome.Fine;
        }
        catch (Exception e) when (Failure.IsTheirs(e))
        {
            // Broken off: not the server's doing, in whatever clothes it comes.
            cancellationToken.ThrowIfCancellationRequested();
            var name = Failure.Name(e);
            return name == Failure.Rubbish ? Outcome.WrongBy(name) : Outcome.FailedBy(name);
        }
    }

    private static Outcome Unexpected(HttpStatusCode status, Wish wish) =>
        wish.IsBad && status == HttpStatusCode.OK ? Outcome.FailedBy("a bad order was accepted") : Outcome.FailedBy(Failure.Status((int)status));
}
