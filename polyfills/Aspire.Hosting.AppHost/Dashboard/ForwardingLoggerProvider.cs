using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Gives what the web server logs to the AppHost's own logging.</summary>
internal sealed class ForwardingLoggerProvider(ILoggerFactory target) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => target.CreateLogger(categoryName);

    public void Dispose()
    {
        // The AppHost's logging outlives the dashboard.
    }
}
