namespace BoxBox.Tifosi.Fans;

/// <summary>What a fan sends next.</summary>
internal readonly record struct Wish(ReadOnlyMemory<byte> Json, bool IsBad);
