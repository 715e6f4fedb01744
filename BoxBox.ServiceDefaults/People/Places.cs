using System.Diagnostics;
using BoxBox.ServiceDefaults.Telemetry;

namespace BoxBox.ServiceDefaults.People;

/// <summary>
/// A fixed number of places to work on orders. Who finds none free waits his turn in a line of limited length, first come first served; such a
/// wait is a span of its own.
/// </summary>
/// <param name="count">How many orders may have a place at once, from 1.</param>
/// <param name="spans">The source of the spans of those who wait.</param>
public sealed class Places(int count, ActivitySource spans)
{
    /// <summary>How many may stand in line; who comes then is sent away.</summary>
    public const int LongestLine = 16;

    private readonly Lock gate = new();
    private readonly List<string> holders = [];
    private readonly LinkedList<Waiter> line = [];
    private TaskCompletionSource? closing;
    private Action? whenClosed;
    private bool closed;

    public PlacesNow Now
    {
        get
        {
            lock (gate)
                return new PlacesNow([.. holders], line.Count, closing is not null, closed);
        }
    }

    /// <summary>Waits for the order's turn. After <see cref="Turn.Yours"/> the caller must <see cref="Leave"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller went away, and left the line.</exception>
    public async Task<Turn> EnterAsync(string orderId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (EnterOrJoin(orderId, out var waiter) is { } turn)
            return turn;

        using var span = spans.StartFor("wait for turn", orderId);
        await using var gone = cancellationToken.Register(() => StepOut(waiter, cancellationToken));
        return await waiter.Turn.Task;
    }

    /// <summary>Gives the order's place to the first in line.</summary>
    public void Leave(string orderId)
    {
        lock (gate)
        {
            holders.Remove(orderId);
            if (closing is not null)
                CloseWhenEmpty();
            else if (line.First is { } first)
                HandOver(first);
        }
    }

    /// <summary>Closes as soon as nobody has a place, which is when it completes; until then no place is given away. Then all in line are sent away.</summary>
    /// <param name="whenClosed">
    /// Called at that moment, before anybody is sent away, on the thread of whoever left last; nobody enters or leaves meanwhile, so it must be
    /// quick, and must not throw.
    /// </param>
    public Task CloseAsync(Action? whenClosed = null)
    {
        lock (gate)
        {
            this.whenClosed = whenClosed;
            closing ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var closes = closing.Task;
            CloseWhenEmpty();
            return closes;
        }
    }

    public void Open()
    {
        lock (gate)
            closed = false;
    }

    /// <returns>The answer where there is one at once; else null, and who asked stands in line.</returns>
    private Turn? EnterOrJoin(string orderId, out Waiter waiter)
    {
        waiter = new Waiter(orderId);
        lock (gate)
        {
            if (closed)
                return Turn.Closed;
            if (holders.Count < count && closing is null)
            {
                holders.Add(orderId);
                return Turn.Yours;
            }

            if (line.Count == LongestLine)
                return Turn.LineFull;
            line.AddLast(waiter);
            return null;
        }
    }

    private void HandOver(LinkedListNode<Waiter> first)
    {
        line.Remove(first);
        holders.Add(first.Value.OrderId);
        first.Value.Turn.SetResult(Turn.Yours);
    }

    private void CloseWhenEmpty()
    {
        if (holders.Count > 0)
            return;
        closed = true;
        whenClosed?.Invoke();
        whenClosed = null;
        closing!.SetResult();
        closing = null;
        foreach (var waiter in line)
            waiter.Turn.SetResult(Turn.Closed);
        line.Clear();
    }

    private void StepOut(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (line.Remove(waiter))
                waiter.Turn.SetCanceled(cancellationToken);
        }
    }

    private sealed class Waiter(string orderId)
    {
        public string OrderId => orderId;

        public TaskCompletionSource<Turn> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
