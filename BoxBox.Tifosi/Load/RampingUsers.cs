namespace BoxBox.Tifosi.Load;

/// <summary>
/// The closed model: as many users as the scenario wants, each of whom waits for his answer before he goes on. As in k6's <c>ramping-vus</c>, who came
/// last goes first, and who goes may finish his iteration within the graceful times; what is not done by then is broken off.
/// </summary>
internal sealed class RampingUsers(Scenario scenario, Attempt attempt, Tally tally, Budget budget, TimeProvider time)
{
    private readonly Stack<User> _crowd = new();
    private readonly List<User> _everybody = [];
    private readonly List<Task> _orders = [];
    private readonly long _start = time.GetTimestamp();

    /// <summary>Plays the scenario to its end; returns when the last user has left.</summary>
    /// <param name="stop">Ends it at once, whatever is under way.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop, budget.Spent);
        try
        {
            foreach (var step in UserPlan.Steps(scenario))
            {
                await UntilAsync(step.At, over.Token);
                while (_crowd.Count < step.Users) Join(stop);
                while (_crowd.Count > step.Users) Leave(scenario.GracefulRampDown);
            }

            await UntilAsync(scenario.Duration, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Told to stop, or all orders are placed: the end comes early.
        }

        while (_crowd.Count > 0) Leave(scenario.GracefulStop);
        await Task.WhenAll(_orders);
        _everybody.ForEach(user => user.Dispose());
    }

    private async Task UntilAsync(TimeSpan at, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = at - time.GetElapsedTime(_start);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
    }

    private void Join(CancellationToken stop)
    {
        var user = new User(time, stop);
        _crowd.Push(user);
        _everybody.Add(user);
        tally.Joined();
        _orders.Add(OrderAsync(user));
    }

    private void Leave(TimeSpan grace)
    {
        // Not longer than all may take together.
        var left = scenario.Duration + scenario.GracefulStop - time.GetElapsedTime(_start);
        _crowd.Pop().Leave(grace < left ? grace : left);
    }

    private async Task OrderAsync(User user)
    {
        var underWay = false;
        try
        {
            while (!user.IsLeaving && budget.TryTake())
            {
                underWay = true;
                var begin = time.GetTimestamp();
                var outcome = await attempt(user.Broken);
                tally.Answered(outcome, time.GetElapsedTime(begin));
                underWay = false;
                await Task.Delay(scenario.Pause, time, user.Broken);
                tally.Iterated();
            }
        }
        catch (OperationCanceledException) when (user.Broken.IsCancellationRequested)
        {
            tally.BrokenOff(underWay);
        }
        finally
        {
            tally.Left();
        }
    }
}
