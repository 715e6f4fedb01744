namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Deadlines are instants of the system's clock: both sides of a call must see the same time.</summary>
internal static class Deadlines
{
    /// <summary>A test that hangs fails instead.</summary>
    public const int TestTimeoutInMilliseconds = 120_000;

    /// <summary>Long enough that no healthy call misses it.</summary>
    public static DateTime Generous => In(TimeSpan.FromSeconds(60));

    public static DateTime In(TimeSpan time) => TimeProvider.System.GetUtcNow().UtcDateTime + time;
}
