using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BoxBox.ServiceDefaults.Telemetry;

/// <summary>
/// The console, in the framework's formats. The framework's own provider wakes a thread and calls the operating system for every line: that took a third
/// of all that an order costs the gateway. Here a warning, or worse, is out at once, and anything else with what has come within 20 ms.
/// </summary>
[ProviderAlias("Console")]
internal sealed class ConsoleLines : ILoggerProvider, ISupportExternalScope
{
    internal static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(20);

    private const int BufferSize = 16 * 1024;

    private readonly StreamWriter _output;
    private readonly ConsoleFormatter _formatter;
    private readonly ITimer _timer;
    private readonly Lock _turn = new();
    private bool _isWaiting;
    private IExternalScopeProvider? _scopes;

    public ConsoleLines(IOptions<ConsoleLoggerOptions> options, IEnumerable<ConsoleFormatter> formatters)
        : this(
            Console.OpenStandardOutput(),
            formatters.First(formatter => formatter.Name == (options.Value.FormatterName ?? ConsoleFormatterNames.Simple)),
            TimeProvider.System)
    {
    }

    internal ConsoleLines(Stream output, ConsoleFormatter formatter, TimeProvider time)
    {
        (_output, _formatter) = (new StreamWriter(output, bufferSize: BufferSize), formatter);
        _timer = time.CreateTimer(_ => Write(line: null, isUrgent: true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        _timer.Dispose();
        Write(line: null, isUrgent: true);
    }

    private void Write(StringWriter? line, bool isUrgent)
    {
        lock (_turn)
        {
            if (!isUrgent && !_isWaiting)
                _timer.Change(Delay, Timeout.InfiniteTimeSpan);
            _isWaiting = !isUrgent;
            try
            {
                _output.Write(line?.GetStringBuilder());
                if (isUrgent)
                    _output.Flush();
            }
            catch (IOException)
            {
                // A full disk, say: there is nowhere to tell of it, and the work goes on.
            }
        }
    }

    private sealed class Category(ConsoleLines lines, string name) : ILogger
    {
        [ThreadStatic]
        private static StringWriter? s_line;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => lines._scopes?.Push(state);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // Whoever tells of himself while he is told of writes a line of his own.
            var line = s_line ?? new StringWriter();
            s_line = null;
            lines._formatter.Write(new LogEntry<TState>(logLevel, name, eventId, state, exception, formatter), lines._scopes, line);
            lines.Write(line, isUrgent: logLevel >= LogLevel.Warning);
            line.GetStringBuilder().Clear();
            s_line = line;
        }
    }
}
