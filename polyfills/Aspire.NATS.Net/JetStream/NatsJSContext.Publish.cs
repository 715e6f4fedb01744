using System.Globalization;
using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <summary>Publishing with acknowledgement.</summary>
public partial class NatsJSContext
{
    /// <inheritdoc/>
    public async ValueTask<PubAckResponse> PublishAsync<T>(string subject, T? data, INatsSerialize<T>? serializer = default, NatsJSPubOpts? opts = default, NatsHeaders? headers = default, CancellationToken cancellationToken = default)
    {
        var result = await TryPublishAsync(subject, data, serializer, opts, headers, cancellationToken);
        return result.Success ? result.Value : throw result.Error;
    }

    /// <inheritdoc/>
    public async ValueTask<NatsResult<PubAckResponse>> TryPublishAsync<T>(string subject, T? data, INatsSerialize<T>? serializer = default, NatsJSPubOpts? opts = default, NatsHeaders? headers = default, CancellationToken cancellationToken = default)
    {
        opts ??= NatsJSPubOpts.Default;
        headers = WithExpectations(headers, opts);
        try
        {
            for (var attempt = 1; attempt <= opts.RetryAttempts; attempt++)
            {
                var msg = await PublishOnceAsync(subject, data, serializer, opts, headers, cancellationToken);
                if (!msg.HasNoResponders)
                    return msg.Error is { } error ? error : msg.Data is { } ack ? ack : new NatsJSException("No response data received");
                if (attempt < opts.RetryAttempts)
                    await Task.Delay(opts.RetryWaitBetweenAttempts, TimeProvider.System, cancellationToken);
            }
        }
        catch (NatsNoReplyException)
        {
            // As with nobody there: it may be stored, or not.
        }
        catch (NatsException e)
        {
            return e;
        }

        return new NatsJSPublishNoResponseException();
    }

    /// <inheritdoc/>
    public async ValueTask<NatsJSPublishConcurrentFuture> PublishConcurrentAsync<T>(string subject, T? data, INatsSerialize<T>? serializer = default, NatsJSPubOpts? opts = default, NatsHeaders? headers = default, CancellationToken cancellationToken = default)
    {
        opts ??= NatsJSPubOpts.Default;
        var sub = await Connection.CreateRequestSubAsync<T, PubAckResponse>(
            subject,
            data,
            WithExpectations(headers, opts),
            serializer,
            NatsJSJsonSerializer<PubAckResponse>.Default,
            opts,
            new NatsSubOpts { Timeout = Opts.RequestTimeout, ThrowIfNoResponders = true },
            cancellationToken);
        return new NatsJSPublishConcurrentFuture(sub);
    }

    private ValueTask<NatsMsg<PubAckResponse>> PublishOnceAsync<T>(string subject, T? data, INatsSerialize<T>? serializer, NatsJSPubOpts opts, NatsHeaders? headers, CancellationToken cancellationToken) =>
        Connection.RequestAsync<T, PubAckResponse>(
            subject,
            data,
            headers,
            serializer,
            NatsJSJsonSerializer<PubAckResponse>.Default,
            opts,
            new NatsSubOpts { Timeout = Opts.RequestTimeout, ThrowIfNoResponders = false },
            cancellationToken);

    /// <summary>The headers by which the stream decides whether it takes the message.</summary>
    private static NatsHeaders? WithExpectations(NatsHeaders? headers, NatsJSPubOpts opts)
    {
        Set("Nats-Msg-Id", opts.MsgId);
        Set("Nats-Expected-Last-Msg-Id", opts.ExpectedLastMsgId);
        Set("Nats-Expected-Stream", opts.ExpectedStream);
        Set("Nats-Expected-Last-Sequence", opts.ExpectedLastSequence?.ToString(CultureInfo.InvariantCulture));
        Set("Nats-Expected-Last-Subject-Sequence", opts.ExpectedLastSubjectSequence?.ToString(CultureInfo.InvariantCulture));
        Set("Nats-Expected-Last-Subject-Sequence-Subject", opts.ExpectedLastSubjectSequenceSubject);
        return headers;

        void Set(string name, string? value)
        {
            if (value is not null)
                (headers ??= new NatsHeaders())[name] = value;
        }
    }
}
