namespace BoxBox.Maestro.Colleagues;

/// <summary>A colleague answered, and the answer is no: it counts as a failure of the order.</summary>
internal sealed class RefusedException(string message, Exception inner) : Exception(message, inner);
