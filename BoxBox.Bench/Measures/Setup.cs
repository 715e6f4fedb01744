namespace BoxBox.Benchmarks.Measures;

/// <summary>How each figure is measured.</summary>
/// <param name="Rounds">Product and floor by turns, so often.</param>
/// <param name="Clients">Who listen live.</param>
/// <param name="Events">A second, to each of them.</param>
/// <param name="Say">Tells how far it is.</param>
internal sealed record Setup(int Rounds, TimeSpan WarmUp, TimeSpan Length, int RestartOrders, int Clients, int Events, Action<string> Say);
