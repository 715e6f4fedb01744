using BoxBox.Orders.Crew;
using BoxBox.Orders.Stream;
using Microsoft.Extensions.Logging;

namespace BoxBox.Orders.Work;

/// <summary>What every order in a worker's hands needs; the crew's member is told what happens to it, where there is one.</summary>
internal sealed record Workplace(
    WorkerProfile Profile, OrdersOptions Orders, IOrderPublisher Publisher, IOrderHistory History, FailureCount Failures, Random Dice, TimeProvider Time, ILogger Logger, CrewMember? Crew = null);
