using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Writes what the resources write to the app host's log, category <c>&lt;app host&gt;.Resources.&lt;resource&gt;</c>:
/// where it was asked for. The dashboard shows it in any case.
/// </summary>
internal sealed class ResourceOutputForwarder(
    ResourceLoggerService resources, ILoggerFactory loggers, IHostEnvironment environment, DistributedApplicationOptions options) : IHostedService
{
    private readonly ConcurrentDictionary<string, ILogger> categories = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.EnableResourceLogging)
        {
            resources.Written += Forward;
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        resources.Written -= Forward;
        return Task.CompletedTask;
    }

    private void Forward(string id, LogLine line)
    {
        var logger = categories.GetOrAdd(id, key => loggers.CreateLogger($"{environment.ApplicationName}.Resources.{key}"));
        if (line.IsErrorMessage)
        {
            Log.ErrorOutput(logger, line.LineNumber, line.Content);
        }
        else
        {
            Log.Output(logger, line.LineNumber, line.Content);
        }
    }
}
