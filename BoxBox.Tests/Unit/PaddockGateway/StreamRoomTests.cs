using BoxBox.PaddockGateway.Live;

namespace BoxBox.Tests.Unit.PaddockGateway;

public sealed class StreamRoomTests
{
    private const int Most = 1 << 20;

    private readonly StreamRoom _room = new();

    [Fact]
    public void What_was_there_at_the_look_is_not_counted_again_when_it_is_replayed()
    {
        _room.Look(new StreamPosition(500, default) { Bytes = Most / 2, MostBytes = Most });

        Replay(1, 500);
        Assert.False(_room.IsFull);
        Replay(501, 1_000);
        Assert.True(_room.IsFull);
    }

    [Fact]
    public void The_next_look_counts_for_all_that_came_before_it()
    {
        _room.Look(new StreamPosition(0, default) { MostBytes = Most });
        Replay(1, 1_000);
        Assert.True(_room.IsFull);

        _room.Look(new StreamPosition(1_000, default) { Bytes = Most / 2, MostBytes = Most });

        Assert.False(_room.IsFull);
    }

    [Fact]
    public void What_accepted_orders_have_still_to_store_is_taken()
    {
        _room.Look(new StreamPosition(500, default) { Bytes = Most / 2, MostBytes = Most });

        _room.Owe(Most / 3);
        Assert.False(_room.IsFull);
        _room.Owe(Most / 2);
        Assert.True(_room.IsFull);
    }

    private void Replay(ulong first, ulong last)
    {
        for (var sequence = first; sequence <= last; sequence++)
            _room.Add(new StoredStep(sequence, null, "test") { Payload = new byte[1_024] });
    }
}
