using System.Collections;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where an endpoint is reached from each network. On one machine without containers there is only one.</summary>
public class NetworkEndpointSnapshotList : IEnumerable<NetworkEndpointSnapshot>
{
    private readonly Lock gate = new();
    private readonly List<NetworkEndpointSnapshot> snapshots = [];

    public bool TryAdd(NetworkIdentifier networkID, ValueSnapshot<AllocatedEndpoint> snapshot)
    {
        lock (gate)
        {
            if (snapshots.Any(s => s.NetworkID == networkID))
            {
                return false;
            }

            snapshots.Add(new NetworkEndpointSnapshot(snapshot, networkID));
            return true;
        }
    }

    public void AddOrUpdateAllocatedEndpoint(NetworkIdentifier networkID, AllocatedEndpoint endpoint) =>
        GetOrAdd(networkID).SetValue(endpoint);

    public Task<AllocatedEndpoint> GetAllocatedEndpointAsync(NetworkIdentifier networkID, CancellationToken cancellationToken = default) =>
        GetOrAdd(networkID).GetValueAsync(cancellationToken);

    public IEnumerator<NetworkEndpointSnapshot> GetEnumerator()
    {
        lock (gate)
        {
            return snapshots.ToList().GetEnumerator();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ValueSnapshot<AllocatedEndpoint>? Find(NetworkIdentifier networkID) => this.FirstOrDefault(s => s.NetworkID == networkID)?.Snapshot;

    private ValueSnapshot<AllocatedEndpoint> GetOrAdd(NetworkIdentifier networkID)
    {
        TryAdd(networkID, new ValueSnapshot<AllocatedEndpoint>());
        return Find(networkID)!;
    }
}
