namespace BoxBox.PaddockGateway.Live;

/// <summary>How live clients are served; section <c>Live</c>.</summary>
internal sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>Seconds between two comment lines, which show both ends that the connection is alive. 0.1 to 15, default 10.</summary>
    [Range(0.1, 15)]
    public double HeartbeatInSeconds { get; set; } = 10;

    /// <summary>Events that a client may be behind before it is cut off; it can resume by its id. 1 to 65,536, default 1,024.</summary>
    [Range(1, 65_536)]
    public int EventsBehind { get; set; } = 1_024;

    /// <summary>Clients that one process serves at a time; those beyond are told to come back (503). 1 to 100,000, default 1,000.</summary>
    [Range(1, 100_000)]
    public int MostClients { get; set; } = 1_000;

    /// <summary>The newest events that are kept in memory: who missed no more than these costs the stream nothing. 1 to 1,048,576, default 4,096.</summary>
    [Range(1, 1_048_576)]
    public int Ring { get; set; } = 4_096;

    public TimeSpan Heartbeat => TimeSpan.FromSeconds(HeartbeatInSeconds);
}

[OptionsValidator]
internal sealed partial class LiveOptionsValidator : IValidateOptions<LiveOptions>;
