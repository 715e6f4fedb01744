namespace BoxBox.Panettiere.Dough;

/// <summary>The Panettiere's bench: one order at a time is worked on, others stand in line, and where he sleeps all are sent away.</summary>
internal sealed class Bench
{
    /// <summary>How many may stand in line; who comes then is sent away.</summary>
    public const int LongestLine = 16;

    private readonly Lock gate = new();
    private readonly LinkedList<Place> line = [];
    private string? orderInHand;
    private bool asleep;
    private TaskCompletionSource? bedtime;

    public bool IsAsleep
    {
        get
        {
            lock (gate)
                return asleep;
        }
    }

    /// <summary>What he says when asked, in the words of the gRPC contract.</summary>
    public string Status
    {
        get
        {
            lock (gate)
            {
                return asleep ? "sleeping"
                    : bedtime is not null ? "should sleep after current work"
                    : orderInHand is not null ? $"making dough of order {orderInHand}"
                    : "idle";
            }
        }
    }

    /// <summary>Waits for the order's turn. After <see cref="Answer.Yours"/> the caller must <see cref="Leave"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller went away, and left the line.</exception>
    public async Task<Answer> EnterAsync(string orderId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Place place;
        lock (gate)
        {
            if (asleep)
                return Answer.Asleep;
            if (orderInHand is null)
            {
                orderInHand = orderId;
                return Answer.Yours;
            }

            if (line.Count == LongestLine)
                return Answer.LineFull;
            place = new Place(orderId);
            line.AddLast(place);
        }

        await using var gone = cancellationToken.Register(() => StepOut(place, cancellationToken));
        return await place.Turn.Task;
    }

    /// <summary>Frees the bench: for the first in line, or for sleep where it is time.</summary>
    public void Leave()
    {
        lock (gate)
        {
            orderInHand = null;
            if (bedtime is not null)
            {
                FallAsleep();
            }
            else if (line.First is { } first)
            {
                line.RemoveFirst();
                orderInHand = first.Value.OrderId;
                first.Value.Turn.SetResult(Answer.Yours);
            }
        }
    }

    /// <summary>Sends him to sleep: at once, or when the order in hand is done. Completes when he sleeps; then all in line are sent away.</summary>
    public Task SleepAsync()
    {
        lock (gate)
        {
            bedtime ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var sleeps = bedtime.Task;
            if (orderInHand is null)
                FallAsleep();
            return sleeps;
        }
    }

    public void WakeUp()
    {
        lock (gate)
            asleep = false;
    }

    private void FallAsleep()
    {
        asleep = true;
        bedtime!.SetResult();
        bedtime = null;
        foreach (var place in line)
            place.Turn.SetResult(Answer.Asleep);
        line.Clear();
    }

    private void StepOut(Place place, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (line.Remove(place))
                place.Turn.SetCanceled(cancellationToken);
        }
    }

    private sealed class Place(string orderId)
    {
        public string OrderId => orderId;

        public TaskCompletionSource<Answer> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
