using System.Globalization;
using NATS.Client.Core;

namespace NATS.Client.JetStream.Internal;

/// <summary>What the codes and texts of the server mean for a pull request (ADR-13, and the texts of the server itself).</summary>
internal static class PullStatus
{
    private static readonly string[] TerminalConflicts =
        ["Consumer Deleted", "Consumer is push based", "Exceeded MaxRequestBatch", "Exceeded MaxRequestExpires", "Exceeded MaxRequestMaxBytes", "Exceeded MaxWaiting"];

    /// <summary>Pulling again does not help.</summary>
    public static bool IsTerminal(NatsHeaders status) => status.Code switch
    {
        400 or 404 => true,
        409 => Array.Exists(TerminalConflicts, text => status.MessageText.StartsWith(text, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };

    public static bool IsLeadershipChange(NatsHeaders status) =>
        status.Code == 409 && status.MessageText.Equals("Leadership Change", StringComparison.OrdinalIgnoreCase);

    /// <summary>The messages that the request had still asked for.</summary>
    public static long UnservedMsgs(NatsHeaders status) => Number(status, "Nats-Pending-Messages");

    public static long UnservedBytes(NatsHeaders status) => Number(status, "Nats-Pending-Bytes");

    public static NatsJSProtocolException ToException(NatsHeaders status) => new(status.Code, status.Message, status.MessageText);

    private static long Number(NatsHeaders status, string name) =>
        status.TryGetLastValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
