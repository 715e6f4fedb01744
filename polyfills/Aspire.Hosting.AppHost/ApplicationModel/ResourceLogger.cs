using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Writes what the app host has to say about a resource among the resource's own lines.</summary>
internal sealed class ResourceLogger(ResourceLoggerService service, Func<IReadOnlyList<string>> ids) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var text = formatter(state, exception);
        foreach (var id in ids())
        {
            service.Write(id, exception is null ? text : $"{text}{Environment.NewLine}{exception}", logLevel >= LogLevel.Error);
        }
    }
}
