using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.HealthChecks.Internal;

/// <summary>Passes what the application publishes of its health, every 30 s by default, on to the watchers.</summary>
internal sealed class HealthPublisher(HealthServiceImpl published, IOptions<GrpcHealthChecksOptions> options) : IHealthCheckPublisher
{
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var mapping in options.Value.Services)
        {
            var counted = report.Entries.Where(entry => mapping.Counts(entry.Key, entry.Value.Tags)).Select(entry => entry.Value);
            published.SetStatus(mapping.Name, ServingStatusOf.Checks(counted));
        }

        return Task.CompletedTask;
    }
}
