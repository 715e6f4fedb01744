using BoxBox.PaddockGateway.Ordering;

namespace BoxBox.Tests.Unit.PaddockGateway;

public sealed class IdempotencyKeyTests
{
    [Fact]
    public void An_attempt_always_has_the_same_id_which_is_a_UUID_of_version_8()
    {
        var id = new IdempotencyKey("k-1").OrderIdFor("charles_leclerc");

        Assert.Equal(Guid.Parse("170631d2-2e16-8212-bb25-048376117dc8"), id);
        Assert.Equal(8, id.Version);
    }

    [Theory]
    [InlineData("k-1", "lewis")]
    [InlineData("k-2", "charles_leclerc")]
    [InlineData("lerck-1", "charles_lec")]
    public void Another_key_or_user_has_another_id(string key, string username) =>
        Assert.NotEqual(new IdempotencyKey("k-1").OrderIdFor("charles_leclerc"), new IdempotencyKey(key).OrderIdFor(username));
}
