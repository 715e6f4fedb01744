namespace Aspire.Hosting.Dashboard.Telemetry;

/// <summary>Who sent telemetry: one instance (replica) of one service.</summary>
/// <param name="Colour">Which colour of the palette stands for it; replicas of a service share one.</param>
internal sealed record Sender(string Service, string Instance, int Colour)
{
    /// <summary>As Aspire names a replica.</summary>
    public string Name { get; } = Instance.Length == 0 ? Service : $"{Service}-{Instance}";

    /// <param name="wanted">A service's name (all of its replicas), an instance's, or nothing (everyone).</param>
    public bool Is(string? wanted) =>
        string.IsNullOrEmpty(wanted) || Named(Service, wanted) || Named(Name, wanted) || Named(Instance, wanted);

    private static bool Named(string name, string wanted) => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase);
}
