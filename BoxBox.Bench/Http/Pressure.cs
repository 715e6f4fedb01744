using BoxBox.Tifosi.Load;

namespace BoxBox.Benchmarks.Http;

/// <summary>The Tifosi's engine, with nothing of the Tifosi's own around it.</summary>
internal static class Pressure
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>As much as so many users who never pause get through: what a server holds.</summary>
    public static Task<Totals> ClosedAsync(Attempt attempt, int users, TimeSpan length, CancellationToken cancellationToken) => RunAsync(
        new UsersPlan(new Scenario { Name = "closed", StartUsers = users, Stages = [new Stage(length, users)], Pause = TimeSpan.Zero, GracefulStop = Grace }), attempt, cancellationToken);

    /// <summary>So many a second, come what may: how long they take.</summary>
    public static Task<Totals> OpenAsync(Attempt attempt, double perSecond, TimeSpan length, CancellationToken cancellationToken) =>
        RunAsync(new RatePlan(new Rate(perSecond, length, MostUsers: 4096, Grace)), attempt, cancellationToken);

    private static async Task<Totals> RunAsync(Plan plan, Attempt attempt, CancellationToken cancellationToken)
    {
        var tally = new Tally(TimeProvider.System);
        using var budget = new Budget(limit: null);
        await plan.RunAsync(attempt, tally, budget, TimeProvider.System, cancellationToken);
        tally.End();
        var totals = tally.Totals();
        cancellationToken.ThrowIfCancellationRequested();
        return totals.Wrong == 0
            ? totals
            : throw new InvalidOperationException($"What is wrong cannot be measured: {string.Join(", ", totals.Errors.Select(error => $"{error.Value} × {error.Key}"))}");
    }
}
