using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream.Internal;

/// <summary>The consumer that is pulled from.</summary>
internal sealed record PullTarget(NatsJSContext Context, string Stream, string Consumer)
{
    public ValueTask PullAsync(ConsumerGetnextRequest request, string replyTo, CancellationToken cancellationToken) => Context.Connection.PublishAsync(
        $"{Context.Opts.Prefix}.CONSUMER.MSG.NEXT.{Stream}.{Consumer}",
        request,
        replyTo: replyTo,
        serializer: NatsJSJsonSerializer<ConsumerGetnextRequest>.Default,
        cancellationToken: cancellationToken);

    /// <summary>As <see cref="PullAsync"/>, for callers that must not wait; a request that fails is made good by the next one.</summary>
    public void Pull(ConsumerGetnextRequest request, string replyTo)
    {
        if (Context.Connection.ConnectionState == NatsConnectionState.Open)
            _ = PullOrLogAsync(request, replyTo);
    }

    private async Task PullOrLogAsync(ConsumerGetnextRequest request, string replyTo)
    {
        try
        {
            await PullAsync(request, replyTo, CancellationToken.None); // Limited by the connection's own command timeout.
        }
        catch (Exception e)
        {
            JetStreamLog.PullFailed(Context.Log, Stream, Consumer, e);
        }
    }
}
