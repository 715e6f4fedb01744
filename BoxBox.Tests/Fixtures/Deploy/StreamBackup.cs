using System.Text.Json.Nodes;
using NATS.Client.Core;

namespace BoxBox.Tests.Fixtures.Deploy;

/// <summary>What <c>nats stream backup</c> and <c>nats stream restore</c> ask of JetStream, by its own API (ADR-1, and the requests of the nats command).</summary>
internal sealed record StreamBackup(JsonNode Stream, IReadOnlyList<byte[]> Chunks)
{
    /// <summary>Without the consumers, as the command does it.</summary>
    public static async Task<StreamBackup> TakeAsync(NatsConnection nats, string stream, CancellationToken cancellationToken)
    {
        var inbox = nats.NewInbox();
        await using var delivery = await nats.SubscribeCoreAsync<byte[]>(inbox, cancellationToken: cancellationToken);
        var answer = await AskAsync(nats, $"$JS.API.STREAM.SNAPSHOT.{stream}", new JsonObject { ["deliver_subject"] = inbox, ["no_consumers"] = true }, cancellationToken);
        var chunks = new List<byte[]>();
        while (await delivery.Msgs.ReadAsync(cancellationToken) is { Data.Length: > 0 } chunk)
        {
            chunks.Add(chunk.Data);
            await chunk.ReplyAsync("", cancellationToken: cancellationToken);
        }

        return new StreamBackup(new JsonObject { ["config"] = answer["config"]!.DeepClone(), ["state"] = answer["state"]!.DeepClone() }, chunks);
    }

    /// <summary>Makes the stream, which is not there, as it was.</summary>
    public async Task RestoreAsync(NatsConnection nats, string stream, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(nats, $"$JS.API.STREAM.RESTORE.{stream}", Stream, cancellationToken);
        var subject = (string)answer["deliver_subject"]!;
        foreach (var chunk in Chunks)
            await nats.RequestAsync<byte[], string>(subject, chunk, cancellationToken: cancellationToken);
        var end = await nats.RequestAsync<string, string>(subject, "", cancellationToken: cancellationToken);
        Assert.Null(JsonNode.Parse(end.Data!)!["error"]);
    }

    private static async Task<JsonNode> AskAsync(NatsConnection nats, string subject, JsonNode request, CancellationToken cancellationToken)
    {
        var answer = JsonNode.Parse((await nats.RequestAsync<string, string>(subject, request.ToJsonString(), cancellationToken: cancellationToken)).Data!)!;
        Assert.Null(answer["error"]);
        return answer;
    }
}
