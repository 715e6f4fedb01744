namespace BoxBox.Drills.Switching;

/// <summary>Whether a service can be told to fail, by whom, and what it is told at its start; section <c>Drills</c>.</summary>
public sealed class DrillOptions : DrillSettings
{
    public const string Section = "Drills";

    /// <summary>Default false: then there are no drills, whatever else this section says.</summary>
    public bool Enabled { get; set; }

    /// <summary>What a caller of <c>/drills</c> shows as <c>Authorization: Bearer KEY</c>; 16 to 256 characters. The AppHost makes one.</summary>
    public string? Key { get; set; }
}
