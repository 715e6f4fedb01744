using BoxBox.Tifosi.Scenarios;

namespace BoxBox.Tests.Unit.Tifosi;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("10s", 10)]
    [InlineData("1m30s", 90)]
    [InlineData("500ms", 0.5)]
    [InlineData("1.5h", 5400)]
    [InlineData("1h1m1s1ms", 3661.001)]
    public void A_duration_is_read_as_k6_writes_it(string text, double seconds)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds, 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("-1s")]
    [InlineData("s")]
    [InlineData("1 s")]
    [InlineData("1d")]
    [InlineData("1s!")]
    [InlineData("169h")]
    [InlineData("99999999999999999999999999h")]
    public void What_is_none_is_refused(string text) => Assert.False(Durations.TryParse(text, out _));
}
