using BoxBox.Tifosi.Fans;
using BoxBox.Tifosi.Following;
using BoxBox.Tifosi.Gateway;
using BoxBox.Tifosi.Load;
using BoxBox.Tifosi.Results;
using BoxBox.Tifosi.Screens;

namespace BoxBox.Tifosi.Running;

/// <summary>Plays a plan against the gateway: the load, what is shown of it each second, and what the system says of itself meanwhile.</summary>
internal sealed class Run(Plan plan, RunOptions options, GatewayClient gateway, TifosiMetrics metrics, IScreen screen, TimeProvider time)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Sightings _sightings = new();
    private readonly Tally _tally = new(time);
    private int _stage = -1;

    /// <param name="stop">Ends it at once; what there is until then is the result.</param>
    public async Task<RunResult> PlayAsync(CancellationToken stop)
    {
        var began = time.GetUtcNow();
        var placed = 0L;
        var fan = new Fan(gateway, new Wishes(options.Seed, options.Bad), metrics, time)
        {
            Accepted = orderId =>
            {
                Interlocked.Increment(ref placed);
                if (options.Follow) _sightings.Accepted(orderId);
            },
        };
        var books = new Bookkeeper(gateway, () => Interlocked.Read(ref placed));
        using var listens = new CancellationTokenSource();
        var follower = new Follower(gateway, _sightings, time);
        var following = options.Follow ? follower.ListenAsync(listens.Token) : Task.CompletedTask;
        try
        {
            await screen.DuringAsync(() => PlayAsync(fan, books, follower, stop));
            var atTheEnd = await CloseAsync(books, follower, stop);
            return new RunResult(
                plan, gateway.Address, options.Seed, options.Bad, began, _tally.Totals(), placed, atTheEnd,
                options.Follow ? _sightings.Summary() : null, options.Thresholds, stop.IsCancellationRequested);
        }
        finally
        {
            await listens.CancelAsync();
            await following;
        }
    }

    private async Task PlayAsync(Fan fan, Bookkeeper books, Follower follower, CancellationToken stop)
    {
        await PrepareAsync(books, follower, stop);
        metrics.Run = _tally;
        _tally.Begin();
        using var budget = new Budget(options.Orders);
        using var over = new CancellationTokenSource();
        var showing = ShowAsync(books, over.Token);
        try
        {
            await plan.RunAsync(fan.OrderAsync, _tally, budget, time, stop);
        }
        finally
        {
            await over.CancelAsync();
            await showing;
            _tally.End();
        }
    }

    private async Task PrepareAsync(Bookkeeper books, Follower follower, CancellationToken stop)
    {
        try
        {
            await books.OpenAsync(stop);
            if (options.Follow) await follower.Listening.WaitAsync(Patience, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Then the plan ends at once, too.
        }
        catch (Exception e) when (Failure.IsTheirs(e) || e is TimeoutException)
        {
            screen.Say($"There is no live stream to follow: {e.Message}");
        }
    }

    private async Task ShowAsync(Bookkeeper books, CancellationToken over)
    {
        using var seconds = new PeriodicTimer(Second, time);
        try
        {
            do TellStory();
            while (await seconds.WaitForNextTickAsync(over) && await ShowSecondAsync(books, over));
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            _tally.Turn();
        }
    }

    private async Task<bool> ShowSecondAsync(Bookkeeper books, CancellationToken over)
    {
        var compared = options.Follow ? await books.CompareAsync(over) : null;
        var now = _tally.Turn();
        screen.Show(new Progress(plan, _tally.Totals(), now, options.Follow ? _sightings.Summary() : null, compared));
        return true;
    }

    private void TellStory()
    {
        if (plan.Stages.Count == 0) return;
        for (var now = plan.StageAt(_tally.Elapsed); _stage < now;)
        {
            if (plan.Stages[++_stage].Says is { } line) screen.Say(line);
        }
    }

    /// <summary>The books as they are once all that was placed has been told; a stopped run does not wait for it.</summary>
    private async Task<Books?> CloseAsync(Bookkeeper books, Follower follower, CancellationToken stop)
    {
        // Its own limit is the client's; after a stop nobody waits long.
        using var patience = new CancellationTokenSource(stop.IsCancellationRequested ? TimeSpan.FromSeconds(2) : Patience, time);
        try
        {
            var compared = await books.CompareAsync(patience.Token);
            if (options.Follow && compared is not null) await follower.HearAsync(compared.Now.AsOfSequence, Patience, patience.Token);
            return compared;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return null;
        }
    }
}
