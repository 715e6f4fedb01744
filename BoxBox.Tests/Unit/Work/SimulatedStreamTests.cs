using BoxBox.Tests.Fixtures.Work.Simulation;
using NATS.Client.JetStream.Models;

namespace BoxBox.Tests.Unit.Work;

/// <summary>The stream of the simulation keeps to the contract of the real one.</summary>
public sealed class SimulatedStreamTests : StepContractTests
{
    private readonly SimulatedStream _stream = new(new SimulatedTime());

    private protected override Task<PubAckResponse> StoreAsync(Order order) => Task.FromResult(_stream.Publish(order));

    private protected override Task<Order?> LookAsync(OrderStatus step, Guid orderId) => Task.FromResult(_stream.Find(step, orderId)?.Order);
}
