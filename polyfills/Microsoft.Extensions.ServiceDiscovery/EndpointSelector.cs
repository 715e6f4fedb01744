using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>Turns an address with a service name into that of one of its endpoints, the next in the round each time.</summary>
internal sealed class EndpointSelector(IConfiguration configuration, IOptionsMonitor<ServiceDiscoveryOptions> options)
{
    private const string AnyScheme = "any";

    private readonly ConcurrentDictionary<string, Round> _rounds = new(StringComparer.OrdinalIgnoreCase);

    public Uri Select(Uri requested)
    {
        var address = ServiceAddress.Of(requested);
        var schemes = options.CurrentValue.Allowed(address.Schemes);
        var endpoints = EndpointsOf(address, schemes);
        if (endpoints.Count == 0) return PassThrough(requested, address, schemes);

        var round = _rounds.GetOrAdd(requested.GetLeftPart(UriPartial.Authority), _ => new Round());
        var turn = (uint)Interlocked.Increment(ref round.Turn) - 1;
        return At(requested, address, schemes, endpoints[(int)(turn % (uint)endpoints.Count)]);
    }

    private List<Uri> EndpointsOf(ServiceAddress address, string[] schemes)
    {
        var service = configuration.GetSection("Services").GetSection(address.ServiceName);
        if (!service.Exists()) return [];

        // Without a name it is the endpoint "default" or else the one named after the first scheme that has one.
        string[] candidates = address.EndpointName is { } named ? [named] : ["default", .. schemes];
        if (candidates.FirstOrDefault(candidate => service.GetSection(candidate).Exists()) is not { } name) return [];
        var endpoints = ValuesOf(service.GetSection(name)).Select(value => Parse(value, $"Services:{address.ServiceName}:{name}")).ToList();

        // Of endpoints with a scheme only those of the most preferred scheme that is there; those without suit any.
        var preferred = schemes.FirstOrDefault(scheme => endpoints.Any(e => e.Scheme == scheme));
        return endpoints.FindAll(e => e.Scheme == AnyScheme || e.Scheme == preferred);
    }

    private static IEnumerable<string> ValuesOf(IConfigurationSection section)
    {
        if (!string.IsNullOrWhiteSpace(section.Value)) return [section.Value];
        var entries = section.GetChildren().ToList();
        return entries.Find(e => !int.TryParse(e.Key, out _)) is { } odd
            ? throw new KeyNotFoundException($"The endpoints under '{section.Path}' are numbered from 0; '{odd.Key}' is no number.")
            : entries.Select(e => e.Value).OfType<string>();
    }

    private static Uri Parse(string value, string path)
    {
        var text = value.Contains("://", StringComparison.Ordinal) ? value : $"{AnyScheme}://{value}";
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri
            : throw new KeyNotFoundException($"The endpoint '{value}' under '{path}' is neither an absolute URI nor host:port.");
    }

    private static Uri PassThrough(Uri requested, ServiceAddress address, string[] schemes) =>
        address.EndpointName is null && address.Schemes.Length == 1
            ? requested
            : new UriBuilder(requested) { Scheme = SchemeOf(requested, schemes), Host = address.Host, Port = address.Port ?? -1 }.Uri;

    private static Uri At(Uri requested, ServiceAddress address, string[] schemes, Uri endpoint)
    {
        var builder = new UriBuilder(requested)
        {
            Scheme = endpoint.Scheme == AnyScheme ? SchemeOf(requested, schemes) : endpoint.Scheme,
            Host = endpoint.Host,
            Port = endpoint.Port > 0 && !(endpoint.Scheme == AnyScheme && endpoint.IsDefaultPort) ? endpoint.Port : address.Port ?? -1,
        };
        if (endpoint.AbsolutePath.Length > 1) builder.Path = endpoint.AbsolutePath.TrimEnd('/') + requested.AbsolutePath;
        return builder.Uri;
    }

    private static string SchemeOf(Uri requested, string[] schemes) =>
        schemes.Length > 0 ? schemes[0] : throw new InvalidOperationException($"No scheme of '{requested.Scheme}://' is among the allowed schemes of service discovery.");

    private sealed class Round
    {
        public int Turn;
    }
}
