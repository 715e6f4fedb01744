using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Scalar.AspNetCore;

/// <summary>The maker's browser bundle, taken from npm when this project is built, compressed once and served from memory.</summary>
internal static class BrowserBundle
{
    public const string FileName = "scalar.js";

    private static readonly Lazy<Bundle> Loaded = new(Load);

    public static IResult Serve(HttpContext context)
    {
        var bundle = Loaded.Value;
        var headers = context.Response.Headers;
        headers.CacheControl = "public, no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        var gzip = AcceptsGzip(context.Request);
        if (gzip) headers.ContentEncoding = "gzip";
        // Two encodings are two representations, and so have two tags (RFC 9110, 8.8.3.3).
        var tag = new EntityTagHeaderValue($"\"{bundle.Digest}{(gzip ? "-gzip" : "")}\"");
        return Results.Bytes(gzip ? bundle.Compressed : bundle.Plain, "text/javascript; charset=utf-8", entityTag: tag);
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);

    private static Bundle Load()
    {
        using var resource = typeof(BrowserBundle).Assembly.GetManifestResourceStream(FileName)
            ?? throw new InvalidOperationException($"The assembly was built without its resource {FileName}.");
        using var plain = new MemoryStream();
        resource.CopyTo(plain);
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(plain.GetBuffer(), 0, (int)plain.Length);
        var bytes = plain.ToArray();
        return new(bytes, compressed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]);
    }

    private sealed record Bundle(byte[] Plain, byte[] Compressed, string Digest);
}
