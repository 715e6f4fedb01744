using Aspire.Hosting.Dashboard.Telemetry.Traces;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>The spans of a trace as a tree: children below their parent, in the order of their start.</summary>
internal static class SpanTree
{
    /// <returns>Each span once, with its depth and whether it has children. A span whose parent has not arrived, or whose parents go in a circle, stands at the top.</returns>
    public static IReadOnlyList<(Span Span, int Depth, bool HasChildren)> Flatten(Trace trace)
    {
        var known = trace.Spans.Select(span => span.SpanId).ToHashSet(StringComparer.Ordinal);
        var children = trace.Spans.Where(span => span.ParentId is not null).ToLookup(span => span.ParentId, StringComparer.Ordinal);
        var rows = new List<(Span, int, bool)>(trace.Spans.Count);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<(Span Span, int Depth)>();

        // First those that begin a tree, then whatever a circle kept from being reached.
        foreach (var top in trace.Spans.Where(span => span.ParentId is null || !known.Contains(span.ParentId)).Concat(trace.Spans))
        {
            waiting.Push((top, 0));
            while (waiting.TryPop(out var next))
            {
                if (!done.Add(next.Span.SpanId))
                {
                    continue;
                }

                var below = children[next.Span.SpanId].ToList();
                rows.Add((next.Span, next.Depth, below.Count > 0));
                for (var index = below.Count - 1; index >= 0; index--)
                {
                    waiting.Push((below[index], next.Depth + 1));
                }
            }
        }

        return rows;
    }
}
