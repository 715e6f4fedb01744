using System.Runtime.CompilerServices;
using NATS.Client.JetStream.Internal;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <summary>Consumers.</summary>
public partial class NatsJSContext
{
    public ValueTask<INatsJSConsumer> CreateOrderedConsumerAsync(string stream, NatsJSOrderedConsumerOpts? opts = default, CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(stream);
        return new ValueTask<INatsJSConsumer>(new NatsJSOrderedConsumer(stream, this, opts ?? NatsJSOrderedConsumerOpts.Default, cancellationToken));
    }

    public ValueTask<INatsJSConsumer> CreateOrUpdateConsumerAsync(string stream, ConsumerConfig config, CancellationToken cancellationToken = default) =>
        PutConsumerAsync(stream, config, ConsumerCreateAction.CreateOrUpdate, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<INatsJSConsumer> CreateConsumerAsync(string stream, ConsumerConfig config, CancellationToken cancellationToken = default) =>
        PutConsumerAsync(stream, config, ConsumerCreateAction.Create, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<INatsJSConsumer> UpdateConsumerAsync(string stream, ConsumerConfig config, CancellationToken cancellationToken = default) =>
        PutConsumerAsync(stream, config, ConsumerCreateAction.Update, cancellationToken);

    public async ValueTask<INatsJSConsumer> GetConsumerAsync(string stream, string consumer, CancellationToken cancellationToken = default) =>
        new NatsJSConsumer(this, await GetConsumerInfoAsync(stream, consumer, cancellationToken));

    public async ValueTask<bool> DeleteConsumerAsync(string stream, string consumer, CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(stream);
        return (await JSRequestResponseAsync<object, ConsumerDeleteResponse>($"{Opts.Prefix}.CONSUMER.DELETE.{stream}.{consumer}", null, cancellationToken)).Success;
    }

    public ValueTask<ConsumerPauseResponse> PauseConsumerAsync(string stream, string consumer, DateTimeOffset pauseUntil, CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(stream);
        return JSRequestResponseAsync<ConsumerPauseRequest, ConsumerPauseResponse>($"{Opts.Prefix}.CONSUMER.PAUSE.{stream}.{consumer}", new ConsumerPauseRequest { PauseUntil = pauseUntil }, cancellationToken);
    }

    public async ValueTask<bool> ResumeConsumerAsync(string stream, string consumer, CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(stream);
        return !(await JSRequestResponseAsync<object, ConsumerPauseResponse>($"{Opts.Prefix}.CONSUMER.PAUSE.{stream}.{consumer}", null, cancellationToken)).IsPaused;
    }

    public ValueTask UnpinConsumerAsync(string stream, string consumer, string group, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Priority groups need the official NATS.Net package.");

    public async IAsyncEnumerable<INatsJSConsumer> ListConsumersAsync(string stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(stream);
        for (var offset = 0; ;)
        {
            var page = await JSRequestResponseAsync<ConsumerListRequest, ConsumerListResponse>($"{Opts.Prefix}.CONSUMER.LIST.{stream}", new ConsumerListRequest { Offset = offset }, cancellationToken);
            if (page.Consumers is not { Count: > 0 } consumers)
                yield break;
            foreach (var consumer in consumers)
                yield return new NatsJSConsumer(this, consumer);
            offset += consumers.Count;
        }
    }

    public async IAsyncEnumerable<string> ListConsumerNamesAsync(string stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(stream);
        for (var offset = 0; ;)
        {
            var page = await JSRequestResponseAsync<ConsumerNamesRequest, ConsumerNamesResponse>($"{Opts.Prefix}.CONSUMER.NAMES.{stream}", new ConsumerNamesRequest { Offset = offset }, cancellationToken);
            if (page.Consumers is not { Count: > 0 } consumers)
                yield break;
            foreach (var consumer in consumers)
                yield return consumer;
            offset += consumers.Count;
        }
    }

    internal async ValueTask<ConsumerInfo> GetConsumerInfoAsync(string stream, string consumer, CancellationToken cancellationToken)
    {
        StreamNames.ThrowIfBad(stream);
        return await JSRequestResponseAsync<object, ConsumerInfoResponse>($"{Opts.Prefix}.CONSUMER.INFO.{stream}.{consumer}", null, cancellationToken);
    }

    private async ValueTask<INatsJSConsumer> PutConsumerAsync(string stream, ConsumerConfig config, ConsumerCreateAction action, CancellationToken cancellationToken) =>
        new NatsJSConsumer(this, await PutConsumerInfoAsync(stream, config, action, cancellationToken));

    internal async ValueTask<ConsumerInfo> PutConsumerInfoAsync(string stream, ConsumerConfig config, ConsumerCreateAction action, CancellationToken cancellationToken)
    {
        StreamNames.ThrowIfBad(stream);

        // Name and filter are tokens of the subject, so that a server's permissions can tell consumers apart (ADR-33).
        var name = string.IsNullOrWhiteSpace(config.Name) ? "" : $".{config.Name}";
        var filter = string.IsNullOrWhiteSpace(config.FilterSubject) ? "" : $".{config.FilterSubject}";
        var request = new ConsumerCreateRequest { StreamName = stream, Config = config, Action = action };
        return await JSRequestResponseAsync<ConsumerCreateRequest, ConsumerCreateResponse>($"{Opts.Prefix}.CONSUMER.CREATE.{stream}{name}{filter}", request, cancellationToken);
    }
}
