namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>Whether the long versions of the tests run: <c>./test --soak</c> sets the environment variable that says so.</summary>
internal static class Soak
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("BOXBOX_SOAK") == "1";

    public static T Or<T>(T usually, T soaking) => IsOn ? soaking : usually;
}
