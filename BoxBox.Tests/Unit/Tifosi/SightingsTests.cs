using BoxBox.Tifosi.Following;
using BoxBox.Tifosi.Gateway;

namespace BoxBox.Tests.Unit.Tifosi;

public sealed class SightingsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 6, 12, 0, 0, TimeSpan.Zero);

    private readonly Sightings _sightings = new();
    private readonly Guid _order = Guid.NewGuid();
    private ulong _sequence;

    [Fact]
    public void An_order_that_was_told_from_beginning_to_end_misses_nothing()
    {
        _sightings.Accepted(_order);
        See("pending", "in_progress", "waiting_delivery", "out_for_delivery", "completed");

        var summary = _sightings.Summary();
        Assert.Equal((5, 0, 0, 0, 1, 0), (summary.Events, summary.Twice, summary.Missed, summary.Unseen, summary.Ended, summary.Open));
        Assert.Equal(TimeSpan.FromSeconds(5), summary.LeadTimes["completed"].Max);
    }

    [Fact]
    public void A_step_that_others_presuppose_is_missed()
    {
        _sightings.Accepted(_order);
        See("pending", "waiting_delivery", "completed");

        Assert.Equal(2, _sightings.Summary().Missed);
    }

    [Fact]
    public void An_order_may_fail_at_any_point_but_not_before_its_beginning()
    {
        _sightings.Accepted(_order);
        See("pending", "failed");
        Assert.Equal(0, _sightings.Summary().Missed);

        var other = Guid.NewGuid();
        _sightings.Accepted(other);
        See(other, "waiting_delivery", "failed");
        Assert.Equal(2, _sightings.Summary().Missed);
    }

    [Fact]
    public void An_event_that_comes_again_is_seen_twice_and_counts_once()
    {
        _sightings.Accepted(_order);
        See("pending");
        _sequence--;
        See("pending");

        Assert.Equal((2, 1, 0), (_sightings.Summary().Events, _sightings.Summary().Twice, _sightings.Summary().Missed));
        Assert.Equal(1, _sightings.Summary().LeadTimes["pending"].Count);
    }

    [Fact]
    public void The_answer_to_an_order_may_be_slower_than_all_of_its_events()
    {
        See("pending", "in_progress", "waiting_delivery", "completed");
        _sightings.Accepted(_order);

        Assert.Equal((1, 1, 0), (_sightings.Summary().Missed, _sightings.Summary().Ended, _sightings.Summary().Unseen));
    }

    [Fact]
    public void Orders_of_strangers_are_nobodys_loss_and_do_not_fill_the_memory()
    {
        for (var stranger = 0; stranger < 30_000; stranger++) See(Guid.NewGuid(), "waiting_delivery", "completed");
        _sightings.Accepted(_order);

        Assert.Equal((0, 1, 1), (_sightings.Summary().Missed, _sightings.Summary().Unseen, _sightings.Summary().Open));
    }

    private void See(params string[] statuses) => See(_order, statuses);

    private void See(Guid orderId, params string[] statuses)
    {
        foreach (var status in statuses)
        {
            _sequence++;
            _sightings.Saw(new OrderEvent { OrderId = orderId, Status = status, OrderedAt = Noon, UpdatedAt = Noon + TimeSpan.FromSeconds(_sequence), Sequence = _sequence });
        }
    }
}
