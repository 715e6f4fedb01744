namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>A message of the stream, as it is stored.</summary>
/// <param name="Sequence">Its place in the stream.</param>
/// <param name="Step">The step's name in the subject, e.g. <c>waiting_to_cook</c>.</param>
/// <param name="Order">The order's id in the subject.</param>
/// <param name="Destination">Where the order goes to, as the payload says.</param>
internal sealed record WitnessedStep(ulong Sequence, string Step, Guid Order, string Destination);
