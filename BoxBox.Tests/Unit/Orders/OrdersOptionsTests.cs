namespace BoxBox.Tests.Unit.Orders;

public sealed class OrdersOptionsTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(7, false)]
    public void A_message_is_kept_by_an_odd_number_of_servers(int replicas, bool valid)
    {
        var result = new OrdersOptionsValidator().Validate(null, new OrdersOptions { Replicas = replicas });

        Assert.Equal(valid, !result.Failed);
        if (!valid)
            Assert.Contains("Replicas must be 1, 3 or 5", result.FailureMessage, StringComparison.Ordinal);
    }
}
