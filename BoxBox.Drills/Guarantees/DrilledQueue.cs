namespace BoxBox.Drills.Guarantees;

/// <summary>A work queue whose deliveries can go wrong, or are acknowledged before they are worked on.</summary>
internal sealed class DrilledQueue(IWorkQueue queue, DrillBoard board) : IWorkQueue
{
    public Task OpenAsync(CancellationToken cancellationToken) => queue.OpenAsync(cancellationToken);

    public async Task<IReadOnlyList<IDelivery>> FetchAsync(int most, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        var batch = await queue.FetchAsync(most, maxWait, cancellationToken);
        Delivery[] drilled = [.. batch.Select(delivery => new Delivery(delivery, board))];
        foreach (var delivery in drilled)
            await delivery.AcknowledgeFirstAsync(cancellationToken);
        return drilled;
    }

    public Task<QueueState> StateAsync(CancellationToken cancellationToken) => queue.StateAsync(cancellationToken);

    /// <summary>
    /// A delivery, with what can go wrong around its acknowledgement. Once it was acknowledged before the work, the server has forgotten it, and nothing
    /// that is said of it later changes that.
    /// </summary>
    private sealed class Delivery(IDelivery delivery, DrillBoard board) : IDelivery
    {
        private bool _isForgotten;

        public string Subject => delivery.Subject;
        public string? MessageId => delivery.MessageId;
        public ReadOnlyMemory<byte> Payload => delivery.Payload;
        public int Attempt => delivery.Attempt;
        public DateTimeOffset StoredAt => delivery.StoredAt;
        public ActivityContext Producer => delivery.Producer;

        private OrderStatus? Step => OrderSubjects.TryParse(Subject, out var step, out _) ? step : null;

        public async Task AcknowledgeFirstAsync(CancellationToken cancellationToken)
        {
            if (!board.Happens(FaultKind.AckFirst, Step))
                return;
            await AckAsync(cancellationToken);
            _isForgotten = true;
        }

        public async Task AckAsync(CancellationToken cancellationToken)
        {
            if (_isForgotten)
                return;
            await board.ReachAsync(DrillPoint.BeforeAck, Step, cancellationToken);
            if (!board.Happens(FaultKind.DropAck, Step))
                await delivery.AckAsync(cancellationToken);
            await board.ReachAsync(DrillPoint.AfterAck, Step, cancellationToken);
        }

        public Task ExtendAsync(CancellationToken cancellationToken) =>
            _isForgotten || board.Happens(FaultKind.WithoutProgress, Step) ? Task.CompletedTask : delivery.ExtendAsync(cancellationToken);

        public Task GiveBackAsync(TimeSpan delay, CancellationToken cancellationToken) =>
            _isForgotten ? Task.CompletedTask : delivery.GiveBackAsync(delay, cancellationToken);

        public Task RejectAsync(CancellationToken cancellationToken) => _isForgotten ? Task.CompletedTask : delivery.RejectAsync(cancellationToken);
    }
}
