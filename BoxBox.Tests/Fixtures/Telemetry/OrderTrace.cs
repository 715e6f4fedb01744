using System.Text.RegularExpressions;
using Google.Protobuf;
using OpenTelemetry.Proto;

namespace BoxBox.Tests.Fixtures.Telemetry;

/// <summary>All spans of one trace that have come so far.</summary>
internal sealed partial class OrderTrace(IReadOnlyList<CollectedSpan> spans)
{
    public IReadOnlyList<CollectedSpan> Spans { get; } = [.. spans.OrderBy(span => span.Data.StartTimeUnixNano)];

    public IEnumerable<CollectedSpan> Orphans
    {
        get
        {
            var ids = Spans.Select(span => span.Id).ToHashSet();
            return Spans.Where(span => !span.Parent.IsEmpty && !ids.Contains(span.Parent));
        }
    }

    /// <summary>The trace to which the span belongs that has this name and is of this order; null where it has not come.</summary>
    public static OrderTrace? Of(Guid orderId, IReadOnlyList<CollectedSpan> all) =>
        all.FirstOrDefault(span => span["boxbox.order.id"] == orderId.ToString()) is { } one
            ? new OrderTrace([.. all.Where(span => span.Data.TraceId == one.Data.TraceId)])
            : null;

    /// <summary>The colleagues' side of each is a child.</summary>
    public IEnumerable<CollectedSpan> Calls => Spans.Where(span => span["rpc.system.name"] is not null && span.Data.Kind is Span.Types.SpanKind.Client);

    public bool Has(string name) => Spans.Any(span => span.Name == name);

    public IReadOnlyList<CollectedSpan> All(string name) => [.. Spans.Where(span => span.Name == name)];

    public CollectedSpan One(string name) => Assert.Single(Spans, span => span.Name == name);

    public CollectedSpan? ParentOf(CollectedSpan span) => Spans.SingleOrDefault(candidate => candidate.Id == span.Parent);

    /// <summary>What holds of every order's trace, however it went.</summary>
    public void AssertSound(Guid orderId)
    {
        Assert.All(Spans, span => Assert.True(span["boxbox.order.id"] == orderId.ToString(), $"'{span}' has boxbox.order.id '{span["boxbox.order.id"]}'.\n{this}"));
        Assert.All(Spans, span => Assert.DoesNotMatch(AnyId(), span.Name));
        Assert.True(Spans.Count(span => span.Parent.IsEmpty) == 1, $"One span begins the trace.\n{this}");
        Assert.True(!Orphans.Any(), $"Spans whose parent never came: {string.Join(", ", Orphans)}\n{this}");
    }

    /// <summary>The trace as a tree: a line a span, in the order in which they began.</summary>
    public override string ToString()
    {
        var tree = new StringBuilder();
        foreach (var root in Spans.Where(span => span.Parent.IsEmpty).Concat(Orphans))
        {
            Draw(root, 0, tree);
        }

        return tree.ToString();
    }

    private void Draw(CollectedSpan span, int depth, StringBuilder tree)
    {
        tree.Append(' ', 2 * depth).Append(span).Append('\n');
        foreach (var child in Spans.Where(child => child.Parent == span.Id))
        {
            Draw(child, depth + 1, tree);
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}|[0-9]{3}")]
    private static partial Regex AnyId();
}
