using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BoxBox.Drills;

/// <summary>Says at every start that this service can be told to fail.</summary>
internal sealed class DrillWarning(ILogger<DrillWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Log.Enabled(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
