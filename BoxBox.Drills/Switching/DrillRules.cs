using BoxBox.Drills.Faults;
using BoxBox.Orders;

namespace BoxBox.Drills.Switching;

/// <summary>Checks what a service is told to do wrong; pure.</summary>
internal static class DrillRules
{
    private const int MostFaults = 16;
    private const double LongestDelayInSeconds = 3600;

    /// <param name="settings">What is asked for.</param>
    /// <param name="configured">Says about the guarantees what the settings leave open.</param>
    /// <returns>The plan, of which the faults are missing that break a rule; and by field which rules are broken.</returns>
    public static (DrillPlan Plan, Dictionary<string, string[]> Errors) Read(DrillSettings settings, DrillPlan configured)
    {
        var errors = new Dictionary<string, string[]>();
        if (settings.Faults.Count > MostFaults)
            errors["faults"] = [$"There may be at most {MostFaults}."];

        var faults = new List<Fault>();
        for (var i = 0; i < settings.Faults.Count; i++)
        {
            var broken = errors.Count;
            var fault = Read(settings.Faults[i], (field, rule) => errors[$"faults[{i}].{field}"] = [rule]);
            if (errors.Count == broken)
                faults.Add(fault);
        }

        var plan = new DrillPlan(
            faults,
            settings.WithoutMessageIds ?? configured.WithoutMessageIds,
            settings.WithoutProgress ?? configured.WithoutProgress,
            settings.AckFirst ?? configured.AckFirst);
        return (plan, errors);
    }

    private static Fault Read(FaultSettings? asked, Action<string, string> refuse)
    {
        asked ??= new FaultSettings();
        if (!DrillNames.TryParse<FaultKind>(asked.Fault, out var kind))
            refuse("fault", $"Must be one of {DrillNames.All<FaultKind>()}.");
        if (asked.Time < 1)
            refuse("time", "Must be at least 1.");
        if (asked.Times < 1)
            refuse("times", "Must be at least 1.");
        return new Fault(kind, PointOf(asked, kind, refuse), StepOf(asked, refuse), asked.Time, asked.Times, DelayOf(asked, kind, refuse));
    }

    private static DrillPoint? PointOf(FaultSettings asked, FaultKind kind, Action<string, string> refuse)
    {
        if (kind is FaultKind.DropAck or FaultKind.PublishTwice)
        {
            if (asked.At is not null)
                refuse("at", $"Must be left out: {DrillNames.Of(kind)} has its own place.");
            return null;
        }

        if (!DrillNames.TryParse<DrillPoint>(asked.At, out var point))
            refuse("at", $"Must be one of {DrillNames.All<DrillPoint>()}.");
        else if (kind is FaultKind.Throw && point is not (DrillPoint.Dough or DrillPoint.Oven))
            refuse("at", "Must be dough or oven for a throw.");
        return point;
    }

    private static OrderStatus? StepOf(FaultSettings asked, Action<string, string> refuse)
    {
        if (asked.Step is null)
            return null;
        if (!WireName.TryParse<OrderStatus>(asked.Step, out var step))
            refuse("step", $"Must be one of {string.Join(", ", WireName.All<OrderStatus>())}.");
        return step;
    }

    private static TimeSpan DelayOf(FaultSettings asked, FaultKind kind, Action<string, string> refuse)
    {
        if (kind is not FaultKind.Delay)
        {
            if (asked.Seconds != 0)
                refuse("seconds", "Must be left out: only a delay has it.");
            return TimeSpan.Zero;
        }

        if (asked.Seconds is > 0 and <= LongestDelayInSeconds)
            return TimeSpan.FromSeconds(asked.Seconds);
        refuse("seconds", $"Must be more than 0 and at most {LongestDelayInSeconds} for a delay.");
        return TimeSpan.Zero;
    }
}
