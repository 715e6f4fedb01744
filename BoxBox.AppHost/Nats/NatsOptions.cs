namespace BoxBox.AppHost.Nats;

/// <summary>Where NATS listens and keeps its data; section <c>Nats</c> of the AppHost.</summary>
internal sealed class NatsOptions
{
    /// <summary>1, or 3 or 5 for a cluster; default 1. Of a cluster each server's ports are one above those of the server before.</summary>
    public int Servers { get; set; } = 1;

    /// <summary>The client port. 1 to 65,535, default 4222.</summary>
    public int Port { get; set; } = 4222;

    /// <summary>The port of the monitoring pages. 1 to 65,535 and another than <see cref="Port"/>, default 8222.</summary>
    public int MonitoringPort { get; set; } = 8222;

    /// <summary>The port on which the servers of a cluster meet. Default 6222.</summary>
    public int ClusterPort { get; set; } = 6222;

    /// <summary>Where the program keeps JetStream's data, relative to the AppHost's folder; default <c>data/nats</c>. A container uses a volume.</summary>
    public string DataDirectory { get; set; } = Path.Combine("data", "nats");
}
