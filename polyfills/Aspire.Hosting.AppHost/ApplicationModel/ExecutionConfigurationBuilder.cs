using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Works out the arguments and environment variables that a resource would be started with.</summary>
public sealed class ExecutionConfigurationBuilder : IExecutionConfigurationBuilder
{
    private readonly IResource resource;
    private readonly List<IExecutionConfigurationGatherer> gatherers = [];

    private ExecutionConfigurationBuilder(IResource resource) => this.resource = resource;

    public static IExecutionConfigurationBuilder Create(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ExecutionConfigurationBuilder(resource);
    }

    public IExecutionConfigurationBuilder AddExecutionConfigurationGatherer(IExecutionConfigurationGatherer gatherer)
    {
        gatherers.Add(gatherer);
        return this;
    }

    public async Task<IExecutionConfigurationResult> BuildAsync(
        DistributedApplicationExecutionContext executionContext, ILogger? resourceLogger = null, CancellationToken cancellationToken = default)
    {
        var gathered = new GatheredConfiguration();
        foreach (var gatherer in gatherers)
        {
            await gatherer.GatherAsync(gathered, resource, resourceLogger ?? NullLogger.Instance, executionContext, cancellationToken).ConfigureAwait(false);
        }

        var context = new ValueProviderContext { ExecutionContext = executionContext, Caller = resource, Network = KnownNetworkIdentifiers.LocalhostNetwork };
        return await gathered.ResolveAsync(context, cancellationToken).ConfigureAwait(false);
    }
}
