namespace BoxBox.PaddockGateway.Limits;

/// <summary>How many requests to <c>/v1</c> a client address may make; section <c>RateLimits</c>. A live stream is one request.</summary>
internal sealed class RateLimits
{
    public const string Section = "RateLimits";

    /// <summary>Requests a second that an address may make for ever. 0 (no limit) to 1,000,000, default 5,000.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 5_000;

    /// <summary>Requests that an address which was quiet may make at once. 1 to 1,000,000, default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 10_000;
}

[OptionsValidator]
internal sealed partial class RateLimitsValidator : IValidateOptions<RateLimits>;
