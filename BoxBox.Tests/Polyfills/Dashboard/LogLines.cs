using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Polyfills.Dashboard;

/// <summary>What an app host prints, for tests that read it as a user would.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    /// <returns>The rest of the first line that begins so.</returns>
    public string After(string start) => lines.First(line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue(formatter(state, exception));

    public void Dispose()
    {
        // Nothing is held.
    }
}
