using System.Globalization;

namespace BoxBox.Tests.Fixtures.Nats;

/// <summary>How a <see cref="NatsServerProcess"/> is started.</summary>
public sealed record NatsServerOptions
{
    /// <summary>A port of the test's choice; else a free one is found.</summary>
    public int? Port { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Lines of the server's configuration file, e.g. <c>max_payload: 1000</c>.</summary>
    public string? Configuration { get; init; }

    /// <summary>Whether the server has JetStream.</summary>
    public bool JetStream { get; init; } = true;

    public NatsClusterOptions? Cluster { get; init; }

    internal IEnumerable<string> Arguments(int port, string folder)
    {
        List<string> arguments = ["-a", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture)];
        if (JetStream)
            arguments.AddRange(["-js", "-sd", Path.Combine(folder, "store")]);
        if (User is not null)
            arguments.AddRange(["--user", User, "--pass", Password ?? ""]);
        if (Configuration is not null)
        {
            var file = Path.Combine(folder, "nats.conf");
            File.WriteAllText(file, Configuration);
            arguments.AddRange(["-c", file]);
        }

        if (Cluster is not null)
            arguments.AddRange(["--name", Cluster.ServerName, "--cluster_name", "boxbox", "--cluster", $"nats://127.0.0.1:{Cluster.Port}", "--routes", string.Join(',', Cluster.Peers.Select(p => $"nats://127.0.0.1:{p}"))]);
        return arguments;
    }
}
