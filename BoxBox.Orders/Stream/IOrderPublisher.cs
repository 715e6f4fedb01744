namespace BoxBox.Orders.Stream;

public interface IOrderPublisher
{
    /// <summary>
    /// Stores the step that <paramref name="order"/> has reached, under its message id (<see cref="StepMessage.IdOf"/>); returns once JetStream has it.
    /// The stream takes each step of an order once: within the duplicate window it knows the message id, and after that it still
    /// refuses a second message on the step's subject. Both ends of an order have one message id: of <c>completed</c> and <c>failed</c> the first is
    /// stored within the window, and who comes second with either is told that his was a duplicate, whichever it was, and reads
    /// (<see cref="IOrderLookup.FindAsync"/>) which of the two stands. Beyond the window only a look right before the publish tells.
    /// </summary>
    /// <param name="order">The order, as it is after the step.</param>
    /// <param name="by">Who reached the step: the service's name, e.g. <c>maestro</c>.</param>
    /// <param name="cancellationToken">Gives up waiting; the step may be stored all the same.</param>
    /// <returns>JetStream's answer: the step's sequence, and whether it stood there already (then nothing was stored, whatever this order says).</returns>
    /// <exception cref="NatsException">The step was not stored, or nothing is known of it; publishing it again is safe.</exception>
    /// <exception cref="TimeoutException">JetStream did not answer within 5 s; publishing again is safe.</exception>
    ValueTask<PubAckResponse> PublishAsync(Order order, string by, CancellationToken cancellationToken);
}
