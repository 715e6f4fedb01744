using BoxBox.Tifosi.Following;
using BoxBox.Tifosi.Gateway;

namespace BoxBox.Tests.Unit.Tifosi;

public sealed class SightingsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly Sightings sightings = new();
    private readonly Guid order = Guid.NewGuid();
    private ulong sequence;

    [Fact]
    public void An_order_that_was_told_from_beginning_to_end_misses_nothing()
    {
        sightings.Accepted(order);
        See("pending", "in_progress", "waiting_delivery", "out_for_delivery", "completed");

        var summary = sightings.Summary();
        Assert.Equal((5, 0, 0, 0, 1, 0), (summary.Events, summary.Twice, summary.Missed, summary.Unseen, summary.Ended, summary.Open));
        Assert.Equal(TimeSpan.FromSeconds(5), summary.LeadTimes["completed"].Max);
    }

    [Fact]
    public void A_step_that_others_presuppose_is_missed()
    {
        sightings.Accepted(order);
        See("pending", "waiting_delivery", "completed");

        Assert.Equal(2, sightings.Summary().Missed);
    }

    [Fact]
    public void An_order_may_fail_at_any_point_but_not_before_its_beginning()
    {
        sightings.Accepted(order);
        See("pending", "failed");
        Assert.Equal(0, sightings.Summary().Missed);

        var other = Guid.NewGuid();
        sightings.Accepted(other);
        See(other, "waiting_delivery", "failed");
        Assert.Equal(2, sightings.Summary().Missed);
    }

    [Fact]
    public void An_event_that_comes_again_is_seen_twice_and_counts_once()
    {
        sightings.Accepted(order);
        See("pending");
        sequence--;
        See("pending");

        Assert.Equal((2, 1, 0), (sightings.Summary().Events, sightings.Summary().Twice, sightings.Summary().Missed));
        Assert.Equal(1, sightings.Summary().LeadTimes["pending"].Count);
    }

    [Fact]
    public void The_answer_to_an_order_may_be_slower_than_all_of_its_events()
    {
        See("pending", "in_progress", "waiting_delivery", "completed");
        sightings.Accepted(order);

        Assert.Equal((1, 1, 0), (sightings.Summary().Missed, sightings.Summary().Ended, sightings.Summary().Unseen));
    }

    [Fact]
    public void Orders_of_strangers_are_nobodys_loss_and_do_not_fill_the_memory()
    {
        for (var stranger = 0; stranger < 30_000; stranger++) See(Guid.NewGuid(), "waiting_delivery", "completed");
        sightings.Accepted(order);

        Assert.Equal((0, 1, 1), (sightings.Summary().Missed, sightings.Summary().Unseen, sightings.Summary().Open));
    }

    private void See(params string[] statuses) => See(order, statuses);

    private void See(Guid orderId, params string[] statuses)
    {
        foreach (var status in statuses)
        {
            sequence++;
            sightings.Saw(new OrderEvent { OrderId = orderId, Status = status, OrderedAt = Noon, UpdatedAt = Noon + TimeSpan.FromSeconds(sequence), Sequence = sequence });
        }
    }
}
