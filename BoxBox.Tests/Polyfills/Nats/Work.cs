using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Polyfills.Nats;

/// <summary>A stream with numbers in it and a durable consumer of them.</summary>
internal static class Work
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<(NatsJSContext Js, INatsJSConsumer Consumer)> ConsumerAsync(NatsConnection connection, string stream, int messages, TimeSpan ackWait = default)
    {
        var js = new NatsJSContext(connection);
        await js.CreateStreamAsync(new StreamConfig(stream, [$"{stream}.>"]), Token);
        for (var i = 0; i < messages; i++)
            (await js.PublishAsync($"{stream}.x", i, cancellationToken: Token)).EnsureSuccess();
        return (js, await js.CreateOrUpdateConsumerAsync(stream, new ConsumerConfig("worker") { AckWait = ackWait, FilterSubject = $"{stream}.*" }, Token));
    }

    public static async Task<List<INatsJSMsg<int>>> FetchAsync(INatsJSConsumer consumer, int max)
    {
        var batch = new List<INatsJSMsg<int>>();
        await foreach (var msg in consumer.FetchAsync<int>(new NatsJSFetchOpts { MaxMsgs = max, Expires = TimeSpan.FromSeconds(1) }, cancellationToken: Token))
            batch.Add(msg);
        return batch;
    }

    public static async Task<List<INatsJSMsg<int>>> FetchNoWaitAsync(INatsJSConsumer consumer)
    {
        var batch = new List<INatsJSMsg<int>>();
        await foreach (var msg in consumer.FetchNoWaitAsync<int>(new NatsJSFetchOpts { MaxMsgs = 10 }, cancellationToken: Token))
            batch.Add(msg);
        return batch;
    }
}
