namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>A customer's POST, and what he heard of it.</summary>
/// <param name="Key">Its idempotency key, which is the order's destination as well.</param>
/// <param name="Answer">What he was told.</param>
/// <param name="Order">The order's id, where it was taken.</param>
internal sealed record Call(string Key, CallAnswer Answer, Guid? Order = null);
