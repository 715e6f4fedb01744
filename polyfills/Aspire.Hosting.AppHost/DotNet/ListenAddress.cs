using System.Net;

namespace Aspire.Hosting.DotNet;

/// <summary>A URL as Kestrel takes it, with <c>*</c> and <c>+</c> for every address, which <see cref="Uri"/> does not read.</summary>
internal sealed record ListenAddress(string Scheme, string Host, int Port)
{
    public static ListenAddress Parse(string url)
    {
        var anyHost = url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(anyHost, UriKind.Absolute, out var uri))
        {
            throw new DistributedApplicationException($"The URL '{url}' is no address to listen at; it should read like http://localhost:8080.");
        }

        return new ListenAddress(uri.Scheme, uri.Host, uri.Port);
    }
}
