using BoxBox.AppHost;

namespace BoxBox.Tests.Unit.AppHost;

public sealed class ReadinessTests
{
    [Theory]
    [InlineData("""{"status":"unhealthy","checks":{"nats":"unhealthy"},"reasons":{"nats":"The stream ORDERS is missing."}}""", "nats: The stream ORDERS is missing.")]
    [InlineData("""{"status":"unhealthy","checks":{"self":"unhealthy"}}""", """{"status":"unhealthy","checks":{"self":"unhealthy"}}""")]
    [InlineData("upstream connect error", "upstream connect error")]
    public void A_service_that_is_not_ready_says_why_in_its_own_words(string answer, string reason) => Assert.Equal(reason, Readiness.ReasonIn(answer));

    [Fact]
    public void A_long_reason_is_cut() => Assert.Equal(300, Readiness.ReasonIn(new string('x', 5_000)).Length);
}
