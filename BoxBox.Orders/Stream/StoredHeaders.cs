using System.Text;
using NATS.Client.Core;

namespace BoxBox.Orders.Stream;

/// <summary>The headers of a stored message as JetStream's API gives them: the NATS header block ("NATS/1.0", then a line each) in base64.</summary>
internal static class StoredHeaders
{
    public static NatsHeaders? Read(string? base64)
    {
        if (string.IsNullOrEmpty(base64))
            return null;

        var block = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, block, out var length))
            return null;

        var headers = new NatsHeaders();
        foreach (var line in Encoding.UTF8.GetString(block, 0, length).Split("\r\n"))
        {
            if (line.Split(':', 2) is [var name, var value])
                headers[name] = value.Trim();
        }

        return headers;
    }
}
