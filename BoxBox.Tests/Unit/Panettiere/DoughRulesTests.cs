using BoxBox.Panettiere.Dough;
using BoxBox.Protos.Panettiere;
using BoxBox.Tests.Fixtures.Panettiere;
using PizzaSize = BoxBox.Protos.Panettiere.PizzaSize;

namespace BoxBox.Tests.Unit.Panettiere;

public sealed class DoughRulesTests
{
    [Theory]
    [InlineData("", 0, 0, "order_id")]
    [InlineData("  ", 0, 0, "order_id")]
    [InlineData("a", 4, 0, "border")]
    [InlineData("a", -1, 0, "border")]
    [InlineData("a", 0, 3, "size")]
    public void A_request_that_breaks_a_rule_is_told_the_field(string orderId, int border, int size, string field)
    {
        var fault = DoughRules.Fault(new DoughRequest { OrderId = orderId, Border = (BorderKind)border, Size = (PizzaSize)size });

        Assert.StartsWith($"{field}: ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_id_longer_than_any_is_refused()
    {
        Assert.Null(DoughRules.Fault(new DoughRequest { OrderId = new string('a', 128) }));
        Assert.Contains("128", DoughRules.Fault(new DoughRequest { OrderId = new string('a', 129) }), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_size_and_border_of_the_contract_is_made()
    {
        var contents = from size in Enum.GetValues<PizzaSize>()
                       from border in Enum.GetValues<BorderKind>()
                       let request = new DoughRequest { OrderId = "a", Border = border, Size = size }
                       where DoughRules.Fault(request) is null
                       select DoughRules.Describe(request);

        Assert.Equal(12, contents.Distinct().Count());
    }
}
