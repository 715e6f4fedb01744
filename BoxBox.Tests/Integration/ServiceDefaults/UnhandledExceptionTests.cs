using System.Runtime.CompilerServices;
using BoxBox.ServiceDefaults;
using BoxBox.Tests.Fixtures.ServiceDefaults;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Integration.ServiceDefaults;

public sealed class UnhandledExceptionTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_failed_task_that_nobody_awaited_is_logged()
    {
        using var logs = new ErrorRecorder();
        using var unobserved = new UnobservedFailures();
        var builder = LoopbackApp.CreateBuilder().AddServiceDefaults();
        builder.Logging.AddProvider(logs);
        await using var app = builder.Build();
        using var client = await app.StartWithClientAsync();

        FailUnobserved();
        await unobserved.CollectAsync();

        Assert.Contains(logs.Errors, error => error.ToString().Contains("Nobody awaits this", StringComparison.Ordinal));
    }

    // In a method of its own, so that nothing on the test's stack keeps the task alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FailUnobserved() => _ = Task.FromException(new InvalidOperationException("Nobody awaits this"));

    private sealed class ErrorRecorder : ILoggerProvider, ILogger
    {
        private readonly List<Exception> _errors = [];

        public List<Exception> Errors
        {
            get
            {
                lock (_errors) return [.. _errors];
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is null || !IsEnabled(logLevel)) return;
            lock (_errors) _errors.Add(exception);
        }

        public void Dispose()
        {
        }
    }
}
