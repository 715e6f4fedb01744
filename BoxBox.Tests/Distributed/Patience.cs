namespace BoxBox.Tests.Distributed;

internal static class Patience
{
    /// <summary>Ends with the test run, or when a test has taken far longer than a busy machine explains.</summary>
    public static CancellationTokenSource ATest()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(BoxBoxApp.Patience);
        return patience;
    }
}
