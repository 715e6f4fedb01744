namespace BoxBox.Orders.Work;

/// <summary>What the stream knows of an order's past.</summary>
public interface IStepHistory
{
    Task<bool> HasReachedAsync(Guid orderId, OrderStatus step, CancellationToken cancellationToken);
}
