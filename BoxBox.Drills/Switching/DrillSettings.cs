namespace BoxBox.Drills.Switching;

/// <summary>All that a service can be told to do wrong, by configuration or by <c>PUT /drills</c>.</summary>
public class DrillSettings
{
    /// <summary>At most 16.</summary>
    public IList<FaultSettings> Faults { get; init; } = [];

    /// <summary>Publish steps without message ids, and do not look up what was done before; default false, over HTTP what the configuration says.</summary>
    public bool? WithoutMessageIds { get; set; }

    /// <summary>Do not tell the server that the work is still going on; default false, over HTTP what the configuration says.</summary>
    public bool? WithoutProgress { get; set; }

    /// <summary>Acknowledge orders as soon as they are fetched; default false, over HTTP what the configuration says.</summary>
    public bool? AckFirst { get; set; }
}
