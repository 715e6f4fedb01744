using BoxBox.Orders.Stream;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Orders.Work.Nats;

/// <summary>Asks the stream whether a step of an order is stored.</summary>
internal sealed class NatsStepHistory(INatsJSContext jetStream, TimeProvider time) : IStepHistory
{
    private const int NoMessageFound = 404;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    public async Task<bool> HasReachedAsync(Guid orderId, OrderStatus step, CancellationToken cancellationToken)
    {
        var reached = false;
        await time.WithinAsync(AnswerLimit, async token => reached = await IsStoredAsync(OrderSubjects.For(step, orderId), token), cancellationToken);
        return reached;
    }

    /// <remarks>
    /// Not the direct get, which any replica of the stream may answer: the step may be too young for a replica that lags behind. This one is
    /// answered by the leader.
    /// </remarks>
    private async Task<bool> IsStoredAsync(string subject, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await jetStream.GetStreamAsync(OrderStreamConfig.StreamName, cancellationToken: cancellationToken);
            await stream.GetAsync(new StreamMsgGetRequest { LastBySubj = subject }, cancellationToken);
            return true;
        }
        catch (NatsJSApiException e) when (e.Error is { Code: NoMessageFound, ErrCode: 10037 })
        {
            return false;
        }
    }
}
