using System.Text;

namespace BoxBox.Orders.Stream;

/// <summary>The headers of a stored message as JetStream's API gives them: the NATS header block ("NATS/1.0", then a line each) in base64.</summary>
internal static class StoredHeaders
{
    public static string? Find(string? base64, string name)
    {
        if (string.IsNullOrEmpty(base64))
            return null;

        var block = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, block, out var length))
            return null;

        var prefix = name + ":";
        var line = Encoding.UTF8.GetString(block, 0, length).Split("\r\n").FirstOrDefault(line => line.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return line?[prefix.Length..].Trim();
    }
}
