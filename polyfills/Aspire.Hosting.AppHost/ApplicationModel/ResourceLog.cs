namespace Aspire.Hosting.ApplicationModel;

/// <summary>The lines of one process: a bounded backlog and who follows it.</summary>
internal sealed class ResourceLog
{
    private const int Capacity = 10_000;

    private readonly Lock gate = new();
    private readonly Queue<LogLine> backlog = new();
    private readonly List<ResourceLogSubscription> followers = [];
    private int lastNumber;
    private bool complete;

    public LogLine Append(string content, bool isError)
    {
        lock (gate)
        {
            var line = new LogLine(++lastNumber, content, isError);
            if (backlog.Count == Capacity)
            {
                backlog.Dequeue();
            }

            backlog.Enqueue(line);
            followers.ForEach(follower => follower.Write([line]));
            return line;
        }
    }

    public IReadOnlyList<LogLine> Backlog()
    {
        lock (gate)
        {
            return [.. backlog];
        }
    }

    public void Follow(ResourceLogSubscription follower)
    {
        lock (gate)
        {
            if (backlog.Count > 0)
            {
                follower.Write([.. backlog]);
            }

            if (complete)
            {
                follower.SourceCompleted();
                return;
            }

            followers.Add(follower);
        }
    }

    public void Unfollow(ResourceLogSubscription follower)
    {
        lock (gate)
        {
            followers.Remove(follower);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            backlog.Clear();
        }
    }

    public void Complete()
    {
        lock (gate)
        {
            complete = true;
            followers.ForEach(follower => follower.SourceCompleted());
            followers.Clear();
        }
    }
}
