using BoxBox.Maestro.Colleagues;
using BoxBox.Tests.Fixtures.Maestro;

namespace BoxBox.Tests.Unit.Maestro;

public sealed class BakeRequestsTests
{
    [Fact]
    public void The_pizza_is_baked_with_the_orders_real_size_and_toppings()
    {
        foreach (var size in Enum.GetValues<PizzaSize>())
        {
            var order = WorkBench.Order(size) with { Toppings = ["basil", "ham"] };

            var request = FornaioClient.RequestFor(order);

            Assert.Equal((order.OrderId.ToString(), size.ToString()), (request.OrderId, request.Size.ToString()));
            Assert.Equal(["basil", "ham"], request.Toppings);
        }
    }
}
