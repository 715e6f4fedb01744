namespace BoxBox.PaddockGateway.Limits;

/// <summary>How long a request may take; section <c>Requests</c>.</summary>
internal sealed class RequestLimits : IValidatableObject
{
    public const string Section = "Requests";

    /// <summary>Seconds in which a request must be answered (else 503); live streams are exempt. 1 to 300 and more than for the body, default 15.</summary>
    [Range(1, 300)]
    public double TimeoutInSeconds { get; set; } = 15;

    /// <summary>Seconds in which the body of a request must have arrived (408 after that). 0.1 to 300, default 10.</summary>
    [Range(0.1, 300)]
    public double BodyTimeoutInSeconds { get; set; } = 10;

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutInSeconds);

    public TimeSpan BodyTimeout => TimeSpan.FromSeconds(BodyTimeoutInSeconds);

    // Else a client that is slow to send its body would be answered 503, which is no fault of the server's.
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TimeoutInSeconds <= BodyTimeoutInSeconds)
            yield return new($"Requests:TimeoutInSeconds ({TimeoutInSeconds}) must be more than Requests:BodyTimeoutInSeconds ({BodyTimeoutInSeconds}).");
    }
}

[OptionsValidator]
internal sealed partial class RequestLimitsValidator : IValidateOptions<RequestLimits>;
