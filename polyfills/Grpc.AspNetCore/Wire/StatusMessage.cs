using System.Buffers;
using System.Globalization;
using System.Text;

namespace Grpc.Net.Wire;

/// <summary>The text of <c>grpc-message</c>: UTF-8, in which all but the printable ASCII characters, and %, is percent-encoded.</summary>
internal static class StatusMessage
{
    private static readonly SearchValues<char> Unescaped =
        SearchValues.Create(Enumerable.Range(' ', '~' - ' ' + 1).Select(value => (char)value).Where(value => value != '%').ToArray());

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Unescaped)) return text;

        var encoded = new StringBuilder(text.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (Unescaped.Contains((char)value))
                encoded.Append((char)value);
            else
                encoded.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }

    /// <summary>What is not percent-encoded rightly stays as it is: a peer's mistake must not hide its message.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;

        var decoded = new ArrayBufferWriter<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                decoded.Write([value]);
                i += 2;
            }
            else
            {
                decoded.Write(Encoding.UTF8.GetBytes(text, i, 1));
            }
        }

        return Encoding.UTF8.GetString(decoded.WrittenSpan);
    }
}
