using Grpc.Core;

namespace Grpc.Net.Wire;

/// <summary>The value of a "-bin" header: base64, with or without its padding.</summary>
internal static class BinaryHeader
{
    public static string Encode(ReadOnlySpan<byte> value) => Convert.ToBase64String(value);

    /// <exception cref="FormatException">The value is not base64.</exception>
    public static byte[] Decode(string value) => Convert.FromBase64String((value.Length % 4) switch
    {
        2 => value + "==",
        3 => value + "=",
        _ => value,
    });

    /// <summary>As <see cref="Add"/>, but leaves out a value that is not base64.</summary>
    public static void TryAdd(Metadata metadata, string name, string value)
    {
        try
        {
            Add(metadata, name, value);
        }
        catch (FormatException)
        {
            // Nobody could use the value.
        }
    }

    /// <summary>Adds a header as a peer sent it. A binary header may hold several values, separated by commas.</summary>
    public static void Add(Metadata metadata, string name, string value)
    {
        var key = name.ToLowerInvariant();
        if (!key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal))
        {
            metadata.Add(Metadata.Entry.Received(key, value));
            return;
        }

        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
            metadata.Add(Metadata.Entry.Received(key, Decode(part)));
    }
}
