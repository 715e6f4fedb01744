using BoxBox.Tests.Fixtures.Tifosi;
using BoxBox.Tifosi.Load;
using Outcome = BoxBox.Tifosi.Load.Outcome;

namespace BoxBox.Tests.Unit.Tifosi;

public sealed class TallyTests : IDisposable
{
    private readonly LoadBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_long_run_keeps_a_bounded_number_of_moments_that_add_up()
    {
        for (var second = 0; second < 5000; second++)
        {
            _bench.Tally.Answered(second % 10 == 0 ? Outcome.FailedBy("status 503") : Outcome.Fine, TimeSpan.FromMilliseconds(second == 4000 ? 900 : 5));
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
            _bench.Tally.Turn();
        }

        var moments = _bench.Tally.Totals().Moments;
        Assert.InRange(moments.Count, 600, 1200);
        Assert.Equal((5000, 500), (moments.Sum(moment => moment.Requests), moments.Sum(moment => moment.Errors)));
        Assert.Equal(TimeSpan.FromSeconds(5000), moments.Aggregate(TimeSpan.Zero, (sum, moment) => sum + moment.Length));
        Assert.Equal(TimeSpan.FromMilliseconds(900), moments.Max(moment => moment.P99));
    }

    [Fact]
    public void Errors_are_counted_by_kind_and_rubbish_has_not_failed()
    {
        _bench.Tally.Answered(Outcome.FailedBy("status 503"), TimeSpan.Zero);
        _bench.Tally.Answered(Outcome.WrongBy("rubbish"), TimeSpan.Zero);
        _bench.Tally.Answered(Outcome.WrongBy("rubbish"), TimeSpan.Zero);
        _bench.Tally.Answered(Outcome.Fine, TimeSpan.Zero);

        var totals = _bench.Tally.Totals();
        Assert.Equal((4, 1, 3), (totals.Requests, totals.Failed, totals.Wrong));
        Assert.Equal((1, 2), (totals.Errors["status 503"], totals.Errors["rubbish"]));
    }
}
