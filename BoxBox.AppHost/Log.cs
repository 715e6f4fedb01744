using Microsoft.Extensions.Logging;

namespace BoxBox.AppHost;

internal static class Log
{
    // Defined by hand: Aspire's packages bring the logging library, but not its source generator.
    private static readonly Action<ILogger, string, string, Exception?> OfDrill = LoggerMessage.Define<string, string>(
        LogLevel.Information, new EventId(1, nameof(DrillSet)), "{Drill}: done by process {Processes}.");

    public static void DrillSet(ILogger logger, string drill, string processes) => OfDrill(logger, drill, processes, null);
}
