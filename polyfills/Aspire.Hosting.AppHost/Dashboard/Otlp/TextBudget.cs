namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>What one span or log may still keep, and how much of it was not kept.</summary>
internal sealed class TextBudget(int characters)
{
    // A tag, an event or a link is an object beside its text: as large as so many characters, so that empty ones are not free.
    private const int Item = 50;

    private int left = characters;

    /// <summary>Tags, events and links that were not kept.</summary>
    public int NotKept { get; private set; }

    /// <summary>Pays for the text of one more thing.</summary>
    /// <returns>Whether there was enough left; if not, the thing counts as not kept.</returns>
    public bool Takes(int length)
    {
        if (length + Item > left)
        {
            NotKept++;
            return false;
        }

        left -= length + Item;
        return true;
    }

    /// <summary>Those of many that are over a limit of their number count as not kept.</summary>
    public void Drop(int count) => NotKept += Math.Max(0, count);
}
