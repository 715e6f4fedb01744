namespace BoxBox.Tests.Fixtures.Distributed;

internal static class Patience
{
    /// <summary>Ends with the test run, or when a test has taken far longer than a busy machine explains.</summary>
    public static CancellationTokenSource ATest() => ATest(BoxBoxApp.Patience);

    /// <summary>The same, for a test that takes long by nature.</summary>
    public static CancellationTokenSource ATest(TimeSpan longest)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(longest);
        return patience;
    }
}
