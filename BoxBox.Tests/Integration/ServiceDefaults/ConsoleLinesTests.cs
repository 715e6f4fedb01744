using BoxBox.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Integration.ServiceDefaults;

public sealed class ConsoleLinesTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Output _output = new();
    private readonly ILogger _logger;
    private readonly ConsoleLines _lines;

    public ConsoleLinesTests()
    {
        _lines = new ConsoleLines(_output, new OneLine(), _time);
        _lines.SetScopeProvider(new LoggerExternalScopeProvider());
        _logger = _lines.CreateLogger("oven");
    }

    [Fact]
    public void Lines_that_come_together_are_written_at_once_and_in_their_order()
    {
        Say(LogLevel.Information, "one");
        Say(LogLevel.Information, "two 🍕");
        Assert.Empty(_output.Writes);

        _time.Advance(ConsoleLines.Delay);
        Say(LogLevel.Information, "three");
        _time.Advance(ConsoleLines.Delay);

        Assert.Equal(["oven one\noven two 🍕\n", "oven three\n"], _output.Writes);
    }

    [Fact]
    public void A_warning_is_out_before_the_work_goes_on_and_so_is_what_came_before_it()
    {
        Say(LogLevel.Information, "fine");
        using (_logger.BeginScope("order 7"))
            Say(LogLevel.Warning, "burnt");

        Assert.Equal(["oven fine\noven burnt order 7\n"], _output.Writes);
    }

    [Fact]
    public void The_last_lines_come_out_when_the_service_ends()
    {
        Say(LogLevel.Information, "good night");

        _lines.Dispose();

        Assert.Equal(["oven good night\n"], _output.Writes);
    }

    [Fact]
    public void A_console_that_takes_nothing_stops_nobody()
    {
        _output.IsFull = true;
        Say(LogLevel.Warning, "lost");
        _output.IsFull = false;

        Say(LogLevel.Warning, "back");

        Assert.Equal(["oven back\n"], _output.Writes);
    }

    public void Dispose()
    {
        _lines.Dispose();
        _output.Dispose();
    }

    private void Say(LogLevel level, string text) => _logger.Log(level, default, text, null, (said, _) => said);

    private sealed class Output : MemoryStream
    {
        public List<string> Writes { get; } = [];

        public bool IsFull { get; set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (IsFull)
                throw new IOException("No space left on device.");
            if (buffer.Length > 0)
                Writes.Add(Encoding.UTF8.GetString(buffer));
        }
    }

    private sealed class OneLine() : ConsoleFormatter("one-line")
    {
        public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
        {
            textWriter.Write($"{logEntry.Category} {logEntry.Formatter(logEntry.State, logEntry.Exception)}");
            scopeProvider?.ForEachScope((scope, writer) => writer.Write($" {scope}"), textWriter);
            textWriter.Write('\n');
        }
    }
}
