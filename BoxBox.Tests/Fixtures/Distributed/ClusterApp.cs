using BoxBox.Tests.Fixtures.Nats;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>The whole system on a NATS cluster of three, each message on all three.</summary>
public sealed class ClusterApp : BoxBoxApp
{
    private NatsCluster? cluster;

    public NatsCluster Cluster => cluster ?? throw new InvalidOperationException("The cluster has not started.");

    protected override IEnumerable<string> Settings => [.. base.Settings, $"--ConnectionStrings:nats={Cluster.Url}", "--Orders:Replicas=3"];

    public override async ValueTask InitializeAsync()
    {
        cluster = await NatsCluster.StartAsync();
        try
        {
            await base.InitializeAsync();
        }
        catch
        {
            // Who did not start need not be disposed of; the servers run already.
            await cluster.DisposeAsync();
            cluster = null;
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
