using System.Buffers.Text;

namespace NATS.Client.Core.Internal;

/// <summary>The types that have a text form on the wire.</summary>
internal static class Utf8Primitives
{
    private static readonly HashSet<Type> Types =
    [
        typeof(DateTime), typeof(DateTimeOffset), typeof(Guid), typeof(TimeSpan), typeof(bool), typeof(byte), typeof(decimal), typeof(double),
        typeof(float), typeof(int), typeof(long), typeof(sbyte), typeof(short), typeof(uint), typeof(ulong),
    ];

    public static bool Knows(Type type) => Types.Contains(type);

    /// <summary>The value, or null where the text is none of that type.</summary>
    public static object? Parse(ReadOnlySpan<byte> text, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => Utf8Parser.TryParse(text, out bool value, out _) ? value : null,
        TypeCode.Byte => Utf8Parser.TryParse(text, out byte value, out _) ? value : null,
        TypeCode.Decimal => Utf8Parser.TryParse(text, out decimal value, out _) ? value : null,
        TypeCode.Double => Utf8Parser.TryParse(text, out double value, out _) ? value : null,
        TypeCode.Single => Utf8Parser.TryParse(text, out float value, out _) ? value : null,
        TypeCode.Int16 => Utf8Parser.TryParse(text, out short value, out _) ? value : null,
        TypeCode.Int32 => Utf8Parser.TryParse(text, out int value, out _) ? value : null,
        TypeCode.Int64 => Utf8Parser.TryParse(text, out long value, out _) ? value : null,
        TypeCode.SByte => Utf8Parser.TryParse(text, out sbyte value, out _) ? value : null,
        TypeCode.UInt32 => Utf8Parser.TryParse(text, out uint value, out _) ? value : null,
        TypeCode.UInt64 => Utf8Parser.TryParse(text, out ulong value, out _) ? value : null,
        TypeCode.DateTime => Utf8Parser.TryParse(text, out DateTime value, out _, 'O') ? value : null,
        _ when type == typeof(DateTimeOffset) => Utf8Parser.TryParse(text, out DateTimeOffset value, out _, 'O') ? value : null,
        _ when type == typeof(Guid) => Utf8Parser.TryParse(text, out Guid value, out _) ? value : null,
        _ when type == typeof(TimeSpan) => Utf8Parser.TryParse(text, out TimeSpan value, out _) ? value : null,
        _ => null,
    };
}
