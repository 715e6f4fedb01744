using System.Globalization;

namespace NATS.Client.Core.Internal;

/// <summary>The tags of the client's spans.</summary>
internal static class TelemetryTags
{
    public static List<KeyValuePair<string, object?>> ForSend(NatsConnection connection, string subject, string? replyTo)
    {
        List<KeyValuePair<string, object?>> tags =
        [
            new("messaging.system", "nats"),
            new("messaging.operation", "publish"),
            new("messaging.destination.name", subject),
        ];
        AddServer(tags, connection);
        if (replyTo is not null)
            tags.Add(new("messaging.nats.message.reply_to", replyTo));
        return tags;
    }

    public static List<KeyValuePair<string, object?>> ForReceive(NatsConnection? connection, NatsInstrumentationContext msg)
    {
        List<KeyValuePair<string, object?>> tags =
        [
            new("messaging.system", "nats"),
            new("messaging.operation", "receive"),
            new("messaging.destination.template", msg.Subject),
            new("messaging.nats.message.subject", msg.Subject),
            new("messaging.destination.name", msg.Subject),
            new("messaging.destination_publish.name", msg.Subject),
            new("messaging.message.body.size", Text(msg.BodySize)),
            new("messaging.message.envelope.size", Text(msg.Size)),
        ];
        if (connection is not null)
        {
            tags.Add(new("messaging.destination.temporary", msg.Subject.StartsWith(connection.Opts.InboxPrefix, StringComparison.Ordinal) ? "true" : "false"));
            AddServer(tags, connection);
        }

        if (msg.ReplyTo is not null)
            tags.Add(new("messaging.nats.message.reply_to", msg.ReplyTo));
        return tags;
    }

    private static void AddServer(List<KeyValuePair<string, object?>> tags, NatsConnection connection)
    {
        if (connection.ServerInfo is not { } server)
            return;
        var port = Text(server.Port);
        tags.AddRange(
        [
            new("messaging.client_id", server.ClientId.ToString(CultureInfo.InvariantCulture)),
            new("server.address", server.Host),
            new("server.port", port),
            new("network.protocol.name", "nats"),
            new("network.protocol.version", Text(server.ProtocolVersion)),
            new("network.peer.address", server.Host),
            new("network.peer.port", port),
            new("network.local.address", server.ClientIp),
        ]);
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
