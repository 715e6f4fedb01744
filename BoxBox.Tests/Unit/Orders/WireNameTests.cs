namespace BoxBox.Tests.Unit.Orders;

public sealed class WireNameTests
{
    [Fact]
    public void Names_are_in_snake_case()
    {
        Assert.Equal(["pending", "in_progress", "waiting_delivery", "out_for_delivery", "completed", "failed"], WireName.All<OrderStatus>());
        Assert.Equal(["none", "cream_cheese", "cheddar", "chocolate"], WireName.All<Border>());
        Assert.Equal("small", WireName.Of(PizzaSize.Small));
    }

    [Theory]
    [InlineData("cream_cheese", true)]
    [InlineData("CREAM_Cheese", true)]
    [InlineData("CreamCheese", false)]
    [InlineData("1", false)]
    [InlineData("none,cheddar", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_name_is_read_in_any_case_and_nothing_else_is(string? name, bool isName) => Assert.Equal(isName, WireName.TryParse<Border>(name, out _));

    [Fact]
    public void A_value_outside_the_enum_has_no_name() => Assert.Throws<ArgumentOutOfRangeException>(() => WireName.Of((PizzaSize)7));
}
