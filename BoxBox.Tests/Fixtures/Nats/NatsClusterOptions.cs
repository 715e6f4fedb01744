namespace BoxBox.Tests.Fixtures.Nats;

/// <summary>A server's place in a cluster: its own name and cluster port, and the cluster ports of all members.</summary>
public sealed record NatsClusterOptions(string ServerName, int Port, IReadOnlyList<int> Peers);
