using BoxBox.Maestro.Colleagues;
using BoxBox.Tests.Fixtures.Maestro;

namespace BoxBox.Tests.Unit.Maestro;

public sealed class DoughRequestsTests
{
    [Fact]
    public void The_dough_is_asked_for_with_the_orders_real_size_and_border()
    {
        foreach (var size in Enum.GetValues<PizzaSize>())
        {
            foreach (var border in Enum.GetValues<Border>())
            {
                var order = WorkBench.Order(size, border);

                var request = PanettiereClient.RequestFor(order);

                Assert.Equal(order.OrderId.ToString(), request.OrderId);
                Assert.Equal(size.ToString(), request.Size.ToString());
                Assert.Equal(border is Border.None ? "NoBorder" : border.ToString(), request.Border.ToString());
            }
        }
    }
}
