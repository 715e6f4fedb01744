using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.AspNetCore.HealthChecks.Internal;

/// <summary>What the results of health checks mean for clients.</summary>
internal static class ServingStatusOf
{
    /// <summary>One unhealthy check stops all; degraded still serves; no check at all says nothing.</summary>
    public static ServingStatus Checks(IEnumerable<HealthReportEntry> entries)
    {
        var status = ServingStatus.Unknown;
        foreach (var entry in entries)
        {
            if (entry.Status == HealthStatus.Unhealthy) return ServingStatus.NotServing;
            status = ServingStatus.Serving;
        }

        return status;
    }
}
