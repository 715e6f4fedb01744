using BoxBox.Fornaio.Baking;
using BoxBox.Protos.Fornaio;
using BoxBox.Tests.Fixtures.Fornaio;
using PizzaSize = BoxBox.Protos.Fornaio.PizzaSize;

namespace BoxBox.Tests.Unit.Fornaio;

public sealed class BakeRulesTests
{
    [Theory]
    [InlineData("", "order_id: must not be empty.")]
    [InlineData("\t", "order_id: must not be empty.")]
    public void An_order_without_an_id_is_refused(string orderId, string fault)
    {
        Assert.Equal(fault, BakeRules.Fault(new BakeRequest { OrderId = orderId }));
    }

    [Fact]
    public void An_order_id_longer_than_any_is_refused()
    {
        Assert.Null(BakeRules.Fault(new BakeRequest { OrderId = new string('a', 128) }));
        Assert.Equal("order_id: must have at most 128 characters.", BakeRules.Fault(new BakeRequest { OrderId = new string('a', 129) }));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_size_that_nobody_knows_is_refused_with_those_that_are_known(int size)
    {
        Assert.Equal($"size: {size} is not a PizzaSize; known are Small 0, Medium 1, Large 2.", BakeRules.Fault(new BakeRequest { OrderId = "a", Size = (PizzaSize)size }));
    }

    [Fact]
    public void Twenty_toppings_are_the_most()
    {
        Assert.Null(BakeRules.Fault(Pizza(Enumerable.Repeat("basil", 20))));
        Assert.Equal("toppings: must be at most 20; they are 21.", BakeRules.Fault(Pizza(Enumerable.Repeat("basil", 21))));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u00a0")]
    public void A_blank_topping_is_refused_by_its_place(string topping)
    {
        Assert.Equal("toppings[1]: must not be blank.", BakeRules.Fault(Pizza(["basil", topping])));
    }

    [Fact]
    public void A_topping_has_at_most_64_characters()
    {
        Assert.Null(BakeRules.Fault(Pizza([new string('a', 64)])));
        Assert.Null(BakeRules.Fault(Pizza([string.Concat(Enumerable.Repeat("\U0001F355", 64))])));
        Assert.Equal("toppings[0]: must have at most 64 characters.", BakeRules.Fault(Pizza([new string('a', 65)])));
    }

    [Fact]
    public void What_comes_out_is_what_was_asked_for()
    {
        Assert.Equal("Large pizza with basil, ham", BakeRules.Describe(Pizza(["basil", "ham"])));
        Assert.Equal("Large pizza without toppings", BakeRules.Describe(Pizza([])));
    }

    private static BakeRequest Pizza(IEnumerable<string> toppings) => new() { OrderId = "a", Size = PizzaSize.Large, Toppings = { toppings } };
}
