using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// How the app host's console reads: a resource's line after its name, the app host's own messages after their level. Another formatter
/// may be chosen by <c>Logging:Console:FormatterName</c>.
/// </summary>
internal sealed class ResourceConsoleFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "resources";

    private const string ResourceCategory = ".Resources.";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var resource = logEntry.Category.IndexOf(ResourceCategory, StringComparison.Ordinal);
        if (resource >= 0)
        {
            // The number that begins the message is the line's, of use only where lines are looked up.
            textWriter.WriteLine($"{logEntry.Category[(resource + ResourceCategory.Length)..]} | {message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..]}");
            return;
        }

        textWriter.WriteLine($"{Level(logEntry.LogLevel)}: {message}");
        if (logEntry.Exception is not null)
        {
            textWriter.WriteLine(logEntry.Exception);
        }
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
