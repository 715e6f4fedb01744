namespace BoxBox.Tests.Fixtures.Orders;

/// <summary>
/// Asks JetStream again where it did not answer within the product's few seconds, which on a busy machine says nothing: the test's own limit is the
/// one that counts.
/// </summary>
internal static class Patiently
{
    /// <summary>A step is stored once, however often it is published.</summary>
    public static Task PlaceAsync(this IOrderPublisher publisher, Order order, CancellationToken limit, string by = "test") =>
        AskAsync(() => publisher.PublishAsync(order, by, limit).AsTask());

    public static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (TimeoutException late)
            {
                TestContext.Current.SendDiagnosticMessage("Asking again: {0}", late.Message);
            }
        }
    }
}
