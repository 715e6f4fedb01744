namespace BoxBox.Maestro.Colleagues;

/// <summary>How the Maestro reaches a colleague; sections <c>Maestro:PanettiereClient</c> and <c>Maestro:FornaioClient</c>, which name the options.</summary>
public sealed class ColleagueOptions
{
    /// <summary>
    /// Where he is: an http or https address; a name of service discovery; or <c>dns:///host:port</c>, whose addresses are all kept and asked in turn,
    /// without TLS (a headless service of Kubernetes). Default <c>http://_grpc.panettiere</c> and <c>http://_grpc.fornaio</c>.
    /// </summary>
    [Required]
    [RegularExpression(
        @"(https?://[A-Za-z0-9._\-\[\]:]+/?|dns:///[A-Za-z0-9._\-]+(:[0-9]{1,5})?)",
        ErrorMessage = "The field {0} must be an address like http://_grpc.panettiere, https://host:port or dns:///host:port.")]
    public string Address { get; set; } = "";

    /// <summary>How often he is asked, the first time included, from 1 (no retry) to 5 (the most that gRPC's retries allow); default 5.</summary>
    [Range(1, 5)]
    public int Retries { get; set; } = 5;

    /// <summary>About how long after the first try comes the second; doubles from then on, with jitter. From 1 to 60000; default 100.</summary>
    [Range(1d, 60_000d)]
    public double ExponentialBackoffBaseInMilliseconds { get; set; } = 100;

    /// <summary>
    /// How long he may take, all tries and the wait for his turn included, from 0.1 to 3600; default 30. Where people are slower than in truth
    /// (<c>TimeScale</c> below 1), he has that much longer.
    /// </summary>
    [Range(0.1, 3600d)]
    public double TimeoutInSeconds { get; set; } = 30;

    /// <summary>gRPC resolves the name by itself, and keeps a connection to each address.</summary>
    internal bool IsBalanced => Address.StartsWith("dns:", StringComparison.Ordinal);

    /// <summary>The host that DNS is to know; null for an address in numbers, and for an endpoint of service discovery.</summary>
    internal string? Host => new Uri(IsBalanced ? Address.Replace("dns:///", "http://", StringComparison.Ordinal) : Address)
        is { HostNameType: UriHostNameType.Dns, Host: not ['_', ..] and var host } ? host : null;

    internal TimeSpan BackoffBase => TimeSpan.FromMilliseconds(ExponentialBackoffBaseInMilliseconds);
    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutInSeconds);

    internal static string SectionOf(string colleague) => $"{MaestroOptions.Section}:{colleague}Client";
}

[OptionsValidator]
internal sealed partial class ColleagueOptionsValidator : IValidateOptions<ColleagueOptions>;
