using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>A client's name for its attempt to order: 1 to 128 visible ASCII characters. Repeating the attempt under the same name makes no second order.</summary>
internal sealed record IdempotencyKey(string Value)
{
    public const string HeaderName = "Idempotency-Key";
    public const string Rule = "Must be 1 to 128 visible ASCII characters, given once.";
    public const int MaxLength = 128;

    /// <returns>Whether the header is absent (then <paramref name="key"/> is null) or keeps to the rule.</returns>
    public static bool TryRead(IHeaderDictionary headers, out IdempotencyKey? key)
    {
        key = null;
        if (!headers.TryGetValue(HeaderName, out var values))
            return true;

        if (!IsValid(values))
            return false;

        key = new IdempotencyKey(values.ToString());
        return true;
    }

    /// <summary>
    /// The order's id follows from the key and the username, so that every replica gives the attempt the same id, and with it the same message id, by
    /// which JetStream tells the repeats: no table to keep, nothing to lose in a restart.
    /// </summary>
    /// <returns>A UUID of version 8 (RFC 9562, section 5.8) made of a SHA-256 over both.</returns>
    public Guid OrderIdFor(string username)
    {
        var text = Encoding.UTF8.GetBytes(username);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, text.Length);

        // The length keeps "ab" + "c" apart from "a" + "bc".
        var hash = SHA256.HashData([.. "box-box/order/"u8, .. length, .. text, .. Encoding.ASCII.GetBytes(Value)]).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }

    private static bool IsValid(StringValues values) =>
        values is [{ Length: >= 1 and <= MaxLength } value] && value.All(character => character is >= '!' and <= '~');
}
