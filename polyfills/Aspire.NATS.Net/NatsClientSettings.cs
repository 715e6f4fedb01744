namespace Aspire.NATS.Net;

/// <summary>The settings of one NATS client; section <c>Aspire:NATS:Net</c>, and in it the section of the connection's name, which wins.</summary>
public sealed class NatsClientSettings
{
    /// <summary>One NATS URL or several, separated by commas; may carry <c>user:password@</c>. <c>ConnectionStrings:NAME</c> wins.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Leaves the health check out. Default <see langword="false"/>.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Leaves the tracing source <c>NATS.Net</c> out. Default <see langword="false"/>.</summary>
    public bool DisableTracing { get; set; }
}
