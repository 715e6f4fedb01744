using System.Diagnostics;
using BoxBox.Drills.Faults;
using BoxBox.Orders;
using BoxBox.Orders.Work;

namespace BoxBox.Drills.Guarantees;

/// <summary>A delivery, with what can go wrong around its acknowledgement.</summary>
internal sealed class DrilledDelivery(IDelivery delivery, DrillBoard board) : IDelivery
{
    public string Subject => delivery.Subject;

    public string? MessageId => delivery.MessageId;

    public ReadOnlyMemory<byte> Payload => delivery.Payload;

    public int Attempt => delivery.Attempt;

    public DateTimeOffset StoredAt => delivery.StoredAt;

    public ActivityContext Producer => delivery.Producer;

    private OrderStatus? Step => OrderSubjects.TryParse(Subject, out var step, out _) ? step : null;

    public async Task AckAsync(CancellationToken cancellationToken)
    {
        await board.ReachAsync(DrillPoint.BeforeAck, Step, cancellationToken);
        if (!board.Happens(FaultKind.DropAck, Step))
            await delivery.AckAsync(cancellationToken);
        await board.ReachAsync(DrillPoint.AfterAck, Step, cancellationToken);
    }

    public Task ExtendAsync(CancellationToken cancellationToken) =>
        board.Plan.WithoutProgress ? Task.CompletedTask : delivery.ExtendAsync(cancellationToken);

    public Task GiveBackAsync(TimeSpan delay, CancellationToken cancellationToken) => delivery.GiveBackAsync(delay, cancellationToken);

    public Task RejectAsync(CancellationToken cancellationToken) => delivery.RejectAsync(cancellationToken);
}
