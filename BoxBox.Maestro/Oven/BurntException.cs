namespace BoxBox.Maestro.Oven;

/// <summary>One pizza after the other burnt: it counts as a failure of the order.</summary>
internal sealed class BurntException(int pizzas) : Exception($"{pizzas} pizzas in a row burnt.");
