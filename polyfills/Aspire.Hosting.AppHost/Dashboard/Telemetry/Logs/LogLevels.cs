namespace Aspire.Hosting.Dashboard.Telemetry.Logs;

/// <summary>OpenTelemetry's 24 severities as the six levels that .NET knows.</summary>
internal static class LogLevels
{
    public static IReadOnlyList<string> Names { get; } = ["Trace", "Debug", "Information", "Warning", "Error", "Critical"];

    /// <param name="severity">1–24, four a level; 0 (not given) counts as information, anything above as critical.</param>
    public static int FromSeverity(int severity) => severity <= 0 ? 2 : Math.Min((severity - 1) / 4, 5);

    /// <returns>The level of that name, or <paramref name="otherwise"/>.</returns>
    public static int Parse(string? name, int otherwise)
    {
        for (var level = 0; level < Names.Count; level++)
        {
            if (string.Equals(Names[level], name, StringComparison.OrdinalIgnoreCase))
            {
                return level;
            }
        }

        return otherwise;
    }
}
