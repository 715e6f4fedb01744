namespace BoxBox.PaddockGateway.Live;

/// <summary>The newest frames, in the order of the stream. Not thread-safe.</summary>
internal sealed class FrameRing(int capacity)
{
    private readonly LiveFrame[] _frames = new LiveFrame[capacity];
    private int _first;
    private int _count;

    /// <summary>Every frame after this sequence is here.</summary>
    public ulong Since { get; private set; }

    /// <summary>Forgets everything: the next frame comes after this sequence.</summary>
    public void BeginAt(ulong sequence)
    {
        Array.Clear(_frames);
        (_first, _count, Since) = (0, 0, sequence);
    }

    /// <summary>Adds the next frame; the oldest goes where the ring is full.</summary>
    public void Add(LiveFrame frame)
    {
        if (_count < capacity)
        {
            _frames[(_first + _count++) % capacity] = frame;
            return;
        }

        Since = _frames[_first].Sequence;
        _frames[_first] = frame;
        _first = (_first + 1) % capacity;
    }

    /// <summary>The frames after a sequence, which must not be before <see cref="Since"/>.</summary>
    public IEnumerable<LiveFrame> After(ulong sequence)
    {
        for (var place = PlaceAfter(sequence); place < _count; place++)
            yield return At(place);
    }

    /// <summary>How many those are.</summary>
    public int CountAfter(ulong sequence) => _count - PlaceAfter(sequence);

    private int PlaceAfter(ulong sequence)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (At(middle).Sequence <= sequence)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private LiveFrame At(int place) => _frames[(_first + place) % capacity];
}
