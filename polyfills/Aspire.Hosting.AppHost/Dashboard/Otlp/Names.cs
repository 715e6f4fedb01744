using System.Collections.Concurrent;

namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>One string for each name that comes again and again (keys, scopes, spans' names): a bounded table, so that a sender of ever new names gains nothing.</summary>
internal sealed class Names
{
    private const int Limit = 20_000;

    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    public string Get(string name) =>
        known.TryGetValue(name, out var same) ? same : known.Count < Limit ? known.GetOrAdd(name, name) : name;
}
