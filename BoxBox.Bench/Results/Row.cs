namespace BoxBox.Benchmarks.Results;

/// <summary>One figure, as often as it was measured, beside its floor.</summary>
/// <param name="Goal">In words.</param>
/// <param name="IsReached">Judged by the medians: the product's and the floor's (0 where there is none); null where there is no goal.</param>
internal sealed record Row(string What, string Unit, IReadOnlyList<double> Product, IReadOnlyList<double> Floor, string Goal, Func<double, double, bool>? IsReached)
{
    public double ProductMedian => Median(Product);

    public double FloorMedian => Floor.Count == 0 ? 0 : Median(Floor);

    public double? Ratio => Floor.Count == 0 || FloorMedian == 0 ? null : ProductMedian / FloorMedian;

    public bool? Reached => IsReached?.Invoke(ProductMedian, FloorMedian);

    private static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
