namespace BoxBox.Tifosi.Load;

/// <summary>
/// The arithmetic of the stages. As k6 documents its <c>ramping-vus</c>, users come and go one at a time and evenly: of a stage that changes their
/// number by n, the k-th comes (or goes) after k/n of its time, so that the target stands at its very end.
/// </summary>
internal static class UserPlan
{
    /// <summary>How many users are wanted, and from when on.</summary>
    internal readonly record struct Step(TimeSpan At, int Users);

    /// <summary>Every change of the number, in order; the first is the start.</summary>
    public static IEnumerable<Step> Steps(Scenario scenario)
    {
        var users = scenario.StartUsers;
        var begin = TimeSpan.Zero;
        yield return new Step(begin, users);
        foreach (var stage in scenario.Stages)
        {
            var changes = Math.Abs(stage.Target - users);
            var direction = Math.Sign(stage.Target - users);
            for (var change = 1; change <= changes; change++)
            {
                users += direction;
                // Where it lasts no time, only the target counts.
                if (stage.Duration > TimeSpan.Zero || change == changes) yield return new Step(begin + stage.Duration * change / changes, users);
            }

            begin += stage.Duration;
        }
    }

    /// <summary>How many users are wanted so long after the start; none after the end.</summary>
    public static int UsersAt(Scenario scenario, TimeSpan at) =>
        at > scenario.Duration ? 0 : Steps(scenario).TakeWhile(step => step.At <= at).Last().Users;

    /// <summary>Which stage it is so long after the start, counted from 0; after the end, the last.</summary>
    public static int StageAt(Scenario scenario, TimeSpan at)
    {
        var end = TimeSpan.Zero;
        for (var stage = 0; stage < scenario.Stages.Count; stage++)
        {
            end += scenario.Stages[stage].Duration;
            if (at < end) return stage;
        }

        return scenario.Stages.Count - 1;
    }
}
