namespace Aspire.NATS.Net;

/// <summary>Settings of a NATS client, section <c>Aspire:NATS:Net</c>, and in it a section of the connection's name.</summary>
public sealed class NatsClientSettings
{
    /// <summary>The server's URL, with user and password where it asks for them. <c>ConnectionStrings:NAME</c> comes before it.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Whether no health check is registered. Default false.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Whether the client's spans are left out of tracing. Default false.</summary>
    public bool DisableTracing { get; set; }
}
