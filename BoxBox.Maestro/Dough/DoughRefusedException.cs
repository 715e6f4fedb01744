namespace BoxBox.Maestro.Dough;

/// <summary>The Panettiere answered, and the answer is no: it counts as a failure of the order.</summary>
internal sealed class DoughRefusedException(string message, Exception inner) : Exception(message, inner);
