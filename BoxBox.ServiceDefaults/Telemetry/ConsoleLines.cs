using System.Buffers;
using System.Text;
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

    /// <summary>Who brings more than this waits until it is written: a console that takes nothing holds up those who have much to say, as the framework's does.</summary>
    private const int MostBytesWaiting = 64 * 1024;

    private readonly Stream _output;
    private readonly ConsoleFormatter _formatter;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Lock _turn = new();
    private ArrayBufferWriter<byte> _waiting = new();
    private ArrayBufferWriter<byte> _leaving = new();
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
        (_output, _formatter) = (output, formatter);
        _timer = time.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        _timer.Dispose();
        Flush();
    }

    private void Write(StringBuilder line, bool isUrgent)
    {
        // In one piece: a chunk may end within a character.
        var characters = ArrayPool<char>.Shared.Rent(line.Length);
        line.CopyTo(0, characters, line.Length);
        bool isFirst;
        lock (_gate)
        {
            isFirst = _waiting.WrittenCount == 0;
            Encoding.UTF8.GetBytes(characters.AsSpan(0, line.Length), _waiting);
            isUrgent |= _waiting.WrittenCount > MostBytesWaiting;
        }

        ArrayPool<char>.Shared.Return(characters);
        if (isUrgent)
            Flush();
        else if (isFirst)
            _timer.Change(Delay, Timeout.InfiniteTimeSpan);
    }

    // While one part is written, who has something to say says it into the other.
    private void Flush()
    {
        lock (_turn)
        {
            lock (_gate)
                (_waiting, _leaving) = (_leaving, _waiting);
            try
            {
                _output.Write(_leaving.WrittenSpan);
            }
            catch (IOException)
            {
                // A full disk, say: there is nowhere to tell of it, and the work goes on.
            }

            _leaving.ResetWrittenCount();
        }
    }

    private sealed class Category(ConsoleLines lines, string name) : ILogger
    {
        [ThreadStatic]
        private static StringWriter? _line;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => lines._scopes?.Push(state);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // Whoever tells of himself while he is told of writes a line of his own.
            var line = _line ?? new StringWriter();
            _line = null;
            lines._formatter.Write(new LogEntry<TState>(logLevel, name, eventId, state, exception, formatter), lines._scopes, line);
            lines.Write(line.GetStringBuilder(), isUrgent: logLevel >= LogLevel.Warning);
            line.GetStringBuilder().Clear();
            _line = line;
        }
    }
}
