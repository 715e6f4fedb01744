using BoxBox.Tifosi.Following;
using BoxBox.Tifosi.Load;

namespace BoxBox.Tifosi.Screens;

/// <summary>How a run stands after another second.</summary>
internal sealed record Progress(Plan Plan, Totals Totals, Moment Now, FollowSummary? Followed, Books? Books)
{
    /// <summary>Of how many, counted from 1; empty where the plan has no stages.</summary>
    public string Stage => Plan.Stages.Count == 0 ? "" : $"stage {Math.Min(Plan.StageAt(Now.At), Plan.Stages.Count - 1) + 1}/{Plan.Stages.Count}";

    /// <summary>Minutes and seconds since the start.</summary>
    public string At
    {
        get
        {
            var seconds = (int)Math.Round(Now.At.TotalSeconds);
            return $"{seconds / 60:00}:{seconds % 60:00}";
        }
    }

    /// <summary>What nobody may overlook; empty where all is true.</summary>
    public IReadOnlyList<string> Alarms
    {
        get
        {
            var alarms = new List<string>();
            if (Books is { Unaccounted: > 0 }) alarms.Add($"{Books.Unaccounted} orders not accounted for by the ledger");
            if (Books is { IsTrue: false, Unaccounted: 0 }) alarms.Add($"the ledger has {Books.Now.Duplicates} duplicates, {Books.Now.OutOfOrder} out of order");
            if (Followed is { Twice: > 0 }) alarms.Add($"{Followed.Twice} events seen twice");
            if (Followed is { Missed: > 0 }) alarms.Add($"{Followed.Missed} events missed");
            return alarms;
        }
    }
}
