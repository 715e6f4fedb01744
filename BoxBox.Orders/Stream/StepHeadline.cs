namespace BoxBox.Orders.Stream;

/// <summary>A message of the stream without its payload: its place, and its subject, which says which step of which order it is.</summary>
public readonly record struct StepHeadline(ulong Sequence, string Subject);
