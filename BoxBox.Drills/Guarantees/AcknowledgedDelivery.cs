using System.Diagnostics;
using BoxBox.Orders.Work;

namespace BoxBox.Drills.Guarantees;

/// <summary>A delivery that was acknowledged before the work: the server has forgotten it, and nothing that is said of it now changes that.</summary>
internal sealed class AcknowledgedDelivery(IDelivery delivery) : IDelivery
{
    public string Subject => delivery.Subject;

    public string? MessageId => delivery.MessageId;

    public ReadOnlyMemory<byte> Payload => delivery.Payload;

    public int Attempt => delivery.Attempt;

    public DateTimeOffset StoredAt => delivery.StoredAt;

    public ActivityContext Producer => delivery.Producer;

    public Task AckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ExtendAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task GiveBackAsync(TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RejectAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
