namespace Aspire.Hosting.Dashboard.Telemetry;

/// <summary>The latest <paramref name="limit"/> items, numbered from 1 in the order of arrival; safe for many threads.</summary>
internal sealed class Ring<T>(int limit)
    where T : class
{
    private readonly Lock gate = new();
    private readonly Queue<T> items = new();
    private long last;

    public int Count
    {
        get
        {
            lock (gate)
            {
                return items.Count;
            }
        }
    }

    /// <summary>The number of the newest item; 0: there has been none.</summary>
    public long Last => Interlocked.Read(ref last);

    /// <param name="numbered">Gives the item its number.</param>
    public void Add(IEnumerable<T> arrived, Func<T, long, T> numbered)
    {
        lock (gate)
        {
            foreach (var item in arrived)
            {
                if (items.Count == limit)
                {
                    items.Dequeue();
                }

                items.Enqueue(numbered(item, ++last));
            }
        }
    }

    /// <returns>The item of that number, where it is still kept.</returns>
    public T? Find(long number)
    {
        lock (gate)
        {
            var index = number - (last - items.Count) - 1;
            return index >= 0 && index < items.Count ? items.ElementAt((int)index) : null;
        }
    }

    public T[] OldestFirst()
    {
        lock (gate)
        {
            return [.. items];
        }
    }

    public IEnumerable<T> NewestFirst()
    {
        var kept = OldestFirst();
        for (var index = kept.Length - 1; index >= 0; index--)
        {
            yield return kept[index];
        }
    }
}
