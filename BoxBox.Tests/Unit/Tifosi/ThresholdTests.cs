using BoxBox.Tests.Fixtures.Tifosi;
using BoxBox.Tifosi.Load;
using BoxBox.Tifosi.Results;
using Outcome = BoxBox.Tifosi.Load.Outcome;

namespace BoxBox.Tests.Unit.Tifosi;

public sealed class ThresholdTests
{
    [Theory]
    [InlineData("http_req_duration p(95)<200", true)]
    [InlineData("http_req_duration p(95) < 100", false)]
    [InlineData("http_req_duration p(99.5)<=1000", true)]
    [InlineData("http_req_duration avg<50", true)]
    [InlineData("http_req_duration med<=20.5", true)]
    [InlineData("http_req_duration max>1e3", false)]
    [InlineData("http_req_duration min>=20", true)]
    [InlineData("http_req_failed rate<0.01", false)]
    [InlineData("http_req_failed rate==0.1", true)]
    [InlineData("checks rate>=0.9", true)]
    [InlineData("checks rate===1", false)]
    [InlineData("http_reqs count!=10", false)]
    [InlineData("http_reqs rate>=10", true)]
    [InlineData("iterations count>9", false)]
    [InlineData("dropped_iterations count<1", true)]
    [InlineData("vus max<=1", true)]
    public void A_threshold_holds_or_is_crossed(string text, bool holds)
    {
        using var bench = new LoadBench();
        bench.Tally.Joined();
        for (var request = 0; request < 10; request++) bench.Tally.Answered(request == 9 ? Outcome.FailedBy("status 503") : Outcome.Fine, TimeSpan.FromMilliseconds(request == 9 ? 150 : 20));
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(holds, Threshold.Parse(text).Judge(Metrics.Of(bench.Tally.Totals())).Holds);
    }

    [Theory]
    [InlineData("http_req_duration", "a metric and what must hold for it")]
    [InlineData("", "a metric and what must hold for it")]
    [InlineData("http_requests count>1", "There is no metric 'http_requests'; there are checks, http_req_duration")]
    [InlineData("http_req_duration p95<200", "'p95<200' is no threshold")]
    [InlineData("http_req_duration p(95)", "'p(95)' is no threshold")]
    [InlineData("http_req_duration p(95)<fast", "is no threshold")]
    [InlineData("http_req_duration p(95)=200", "is no threshold")]
    [InlineData("http_req_duration p(101)<200", "a percentile is 0 to 100")]
    [InlineData("http_req_duration rate<200", "'rate' cannot be said of http_req_duration; there is avg, min, med, max, p(N)")]
    [InlineData("http_req_failed p(95)<200", "'p(95)' cannot be said of http_req_failed; there is rate")]
    public void What_is_no_threshold_says_why(string text, string reason)
    {
        var refusal = Assert.Throws<FormatException>(() => Threshold.Parse(text));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
