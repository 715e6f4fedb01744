using NATS.Client.Core;
using NATS.Client.Core.Internal;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream.Internal;

/// <summary>Makes and deletes the consumers of one ordered consumer.</summary>
internal sealed class OrderedConsumers(string stream, NatsJSContext context, NatsJSOrderedConsumerOpts opts)
{
    private static readonly TimeSpan DeleteLimit = TimeSpan.FromSeconds(5);

    public PullTarget TargetOf(ConsumerInfo info) => new(context, stream, info.Name);

    public void LogRestart(ulong last, string reason) => JetStreamLog.OrderedRestarts(context.Log, stream, last, reason);

    /// <summary>A consumer that starts after <paramref name="last"/>, or as the options say where nothing was seen yet. Tries until it succeeds; null when cancelled.</summary>
    /// <exception cref="NatsJSException">The attempts are spent, or the server refuses for good.</exception>
    public async ValueTask<ConsumerInfo?> CreateAsync(ulong last, CancellationToken cancellationToken)
    {
        JetStreamLog.OrderedStarts(context.Log, stream, last);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await context.PutConsumerInfoAsync(stream, ConfigAfter(last), ConsumerCreateAction.CreateOrUpdate, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return null;
            }
            catch (NatsException e) when (IsPassing(e))
            {
                if (opts.MaxResetAttempts >= 0 && attempt > opts.MaxResetAttempts)
                    throw new NatsJSException("Maximum number of create attempts reached.", e);
                LogRestart(last, e.Message);
            }

            if (!await WaitAsync(attempt, cancellationToken))
                return null;
        }
    }

    /// <summary>Best effort: the server drops the consumer by itself after its inactivity.</summary>
    public async ValueTask DeleteAsync(ConsumerInfo info)
    {
        if (context.Connection.ConnectionState != NatsConnectionState.Open)
            return;
        using var limit = new CancellationTokenSource(DeleteLimit);
        try
        {
            await context.DeleteConsumerAsync(stream, info.Name, limit.Token);
        }
        catch (Exception e) when (e is NatsException or OperationCanceledException or ObjectDisposedException)
        {
            JetStreamLog.OrderedNotDeleted(context.Log, stream, info.Name, e.Message);
        }
    }

    /// <summary>An end after which a new consumer goes on; all else is for the user.</summary>
    public static bool IsMended(NatsException e) => e switch
    {
        NatsConnectionFailedException => false,
        NatsJSProtocolException { HeaderCode: 404 } or NatsJSProtocolException { HeaderMessage: NatsHeaders.Messages.ConsumerDeleted } => true,
        NatsJSConnectionException or NatsJSTimeoutException => true,
        _ => false,
    };

    private static bool IsPassing(NatsException e) => e switch
    {
        NatsConnectionFailedException => false,
        NatsJSApiException api => api.Error.Code == 503,
        NatsJSApiNoResponseException or NatsNoRespondersException => true,
        NatsJSException => false,
        _ => true,
    };

    /// <summary>Waits before another attempt; false when cancelled.</summary>
    public async ValueTask<bool> WaitAsync(int attempt, CancellationToken cancellationToken)
    {
        try
        {
            await context.Connection.Opts.BackoffWithJitterAsync(attempt, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private ConsumerConfig ConfigAfter(ulong last)
    {
        var config = new ConsumerConfig
        {
            Name = Inboxes.NewPrefix("ordered").Replace('.', '_'),
            DeliverPolicy = opts.DeliverPolicy,
            OptStartSeq = opts.OptStartSeq,
            OptStartTime = opts.OptStartTime,
            AckPolicy = ConsumerConfigAckPolicy.None,
            ReplayPolicy = opts.ReplayPolicy,
            InactiveThreshold = opts.InactiveThreshold,
            HeadersOnly = opts.HeadersOnly,
            NumReplicas = 1,
            MemStorage = true,
        };
        if (opts.FilterSubjects is [var filter])
            config.FilterSubject = filter;
        else if (opts.FilterSubjects.Length > 1)
            config.FilterSubjects = opts.FilterSubjects;
        if (last == 0)
            return config;
        (config.DeliverPolicy, config.OptStartSeq, config.OptStartTime) = (ConsumerConfigDeliverPolicy.ByStartSequence, last + 1, default);
        return config;
    }
}
