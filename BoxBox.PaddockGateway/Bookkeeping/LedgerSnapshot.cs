using System.Buffers.Binary;

namespace BoxBox.PaddockGateway.Bookkeeping;

/// <summary>All that a ledger knows, as of one message: from there on it can be kept without reading the stream again.</summary>
/// <param name="Stream">When the stream was made that it was counted from.</param>
/// <param name="AsOf">The last message that is counted.</param>
/// <param name="StoredAt">When that was stored: where the stream has another message there, it was restored, and the snapshot is of another history. Null where the stream had dropped it.</param>
internal sealed record LedgerSnapshot(DateTimeOffset Stream, ulong AsOf, DateTimeOffset? StoredAt)
{
    private const int PackedLength = 16 + 2 + sizeof(ulong) + sizeof(int);

    public required ulong Since { get; init; }

    public required long Accepted { get; init; }

    public required long Duplicates { get; init; }

    public required long OutOfOrder { get; init; }

    /// <summary>How many orders stand at each status, in the order of <see cref="OrderStatus"/>.</summary>
    public required IReadOnlyList<long> Standing { get; init; }

    /// <summary>The older of more open orders than are shown, packed: of a hundred thousand it would take a second of JSON.</summary>
    public required byte[] Older { get; init; }

    /// <summary>The other open orders, and those that ended in the last minutes, in the order of their ends.</summary>
    public required IReadOnlyList<LedgerLine> Orders { get; init; }

    [JsonIgnore]
    public IEnumerable<LedgerLine> AllOrders => Older.Chunk(PackedLength).Select(Unpack).Concat(Orders);

    public static byte[] Pack(ReadOnlySpan<LedgerLine> lines)
    {
        var packed = new byte[lines.Length * PackedLength];
        for (var place = 0; place < lines.Length; place++)
        {
            var line = lines[place];
            var bytes = packed.AsSpan(place * PackedLength, PackedLength);
            line.OrderId.TryWriteBytes(bytes);
            (bytes[16], bytes[17]) = (line.Mark.Seen, line.Mark.Reached);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[18..], line.FirstSequence);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[26..], line.Bytes);
        }

        return packed;
    }

    private static LedgerLine Unpack(byte[] bytes) => new(new Guid(bytes.AsSpan(0, 16)))
    {
        Mark = new OrderMark(bytes[16], bytes[17]),
        FirstSequence = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(18)),
        Bytes = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(26)),
    };
}

/// <summary>Where every gateway finds the newest snapshot of the ledger.</summary>
internal interface ILedgerStore
{
    /// <returns>The snapshot; null where there is none that fits the stream.</returns>
    Task<LedgerSnapshot?> LoadAsync(StreamPosition stream, CancellationToken cancellationToken);

    /// <summary>Saves a snapshot, unless one of a later message of the same stream is there.</summary>
    Task SaveAsync(LedgerSnapshot snapshot, CancellationToken cancellationToken);
}
