using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream.Internal;

/// <summary>A source in another domain is reached through that domain's API prefix.</summary>
internal static class SourceDomains
{
    public static StreamConfig Resolve(StreamConfig config) => config with
    {
        Mirror = config.Mirror is { } mirror ? Resolve(mirror) : null,
        Sources = config.Sources is { Count: > 0 } sources ? [.. sources.Select(Resolve)] : config.Sources,
    };

    private static StreamSource Resolve(StreamSource source)
    {
        if (string.IsNullOrEmpty(source.Domain))
            return source;
        if (source.External?.Deliver is { Length: > 0 })
            throw new ArgumentException("Both domain and external are set");
        return source with { External = new ExternalStreamSource { Api = $"$JS.{source.Domain}.API" } };
    }
}
