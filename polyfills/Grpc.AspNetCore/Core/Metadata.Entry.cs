using System.Buffers;
using System.Text;
using Grpc.Core.Utils;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One header: a lower-case key with text, or with bytes where the key ends in "-bin".</summary>
    public class Entry
    {
        private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

        private readonly string? _value;
        private readonly byte[]? _valueBytes;

        public Entry(string key, byte[] valueBytes) : this(NormalizeKey(key), null, valueBytes)
        {
            GrpcPreconditions.CheckArgument(IsBinary, "A key for bytes must end in \"-bin\".");
            GrpcPreconditions.CheckNotNull(valueBytes, nameof(valueBytes));
            _valueBytes = [.. valueBytes];
        }

        public Entry(string key, string value) : this(NormalizeKey(key), value, null)
        {
            GrpcPreconditions.CheckArgument(!IsBinary, "A key that ends in \"-bin\" is for bytes.");
            GrpcPreconditions.CheckNotNull(value, nameof(value));
        }

        private Entry(string key, string? value, byte[]? valueBytes)
        {
            Key = key;
            _value = value;
            _valueBytes = valueBytes;
        }

        public string Key { get; }

        public byte[] ValueBytes => _valueBytes is null ? Encoding.ASCII.GetBytes(_value!) : [.. _valueBytes];

        /// <exception cref="InvalidOperationException">The entry carries bytes.</exception>
        public string Value => _value ?? throw new InvalidOperationException("The entry carries bytes, not text.");

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        public override string ToString() => _value is not null
            ? $"[Entry: key={Key}, value={_value}]"
            : $"[Entry: key={Key}, valueBytes={Convert.ToBase64String(_valueBytes!)}]";

        /// <summary>An entry that a peer sent: taken as it is.</summary>
        internal static Entry Received(string key, string value) => new(key, value, null);

        /// <summary>An entry that a peer sent: taken as it is, without a copy.</summary>
        internal static Entry Received(string key, byte[] valueBytes) => new(key, null, valueBytes);

        internal ReadOnlySpan<byte> Bytes => _valueBytes;

        private static string NormalizeKey(string key)
        {
            var normalized = GrpcPreconditions.CheckNotNull(key, nameof(key)).ToLowerInvariant();
            GrpcPreconditions.CheckArgument(
                normalized.Length > 0 && !normalized.AsSpan().ContainsAnyExcept(KeyCharacters),
                "A metadata key is made of letters, digits, underscores, hyphens and dots, and is not empty.");
            return normalized;
        }
    }
}
