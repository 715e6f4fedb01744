using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Scalar.AspNetCore;

namespace BoxBox.Tests.Polyfills.Scalar;

public sealed partial class ScalarTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/scalar")]
    [InlineData("/scalar/")]
    [InlineData("/scalar/v1")]
    public async Task The_page_names_its_document(string path)
    {
        await using var app = App(options => options.WithTitle("Box <Box>"));
        using var client = await app.StartWithClientAsync();

        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        var page = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("openapi/v1.json", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<Box>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_document_and_another_place_for_documents_can_be_asked_for()
    {
        await using var app = App(options => options.WithOpenApiRoutePattern("/documents/{documentName}/openapi.json"));
        using var client = await app.StartWithClientAsync();

        var page = await client.GetStringAsync(new Uri("/scalar/pitwall", UriKind.Relative), Cancellation);

        Assert.Contains("documents/pitwall/openapi.json", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        await using var app = App(options => options.DisableDefaultFonts());
        using var client = await app.StartWithClientAsync();

        var page = await client.GetStringAsync(new Uri("/scalar/", UriKind.Relative), Cancellation);

        Assert.DoesNotContain(LoadedAddresses().Matches(page), m => m.Groups["address"].Value.Contains("//", StringComparison.Ordinal));
        Assert.Matches("\"withDefaultFonts\":\\s*false", page);
    }

    [Fact]
    public async Task The_browser_bundle_is_served_by_the_application()
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();

        using var response = await client.GetAsync(await BundleOfAsync(client), Cancellation);
        var script = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("javascript", response.Content.Headers.ContentType?.MediaType, StringComparison.Ordinal);
        Assert.Contains("createApiReference", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bundle_travels_compressed_to_whom_understands_it()
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();
        var bundle = await BundleOfAsync(client);

        var plain = await client.GetByteArrayAsync(bundle, Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, bundle) { Headers = { AcceptEncoding = { new StringWithQualityHeaderValue("gzip") } } };
        using var response = await client.SendAsync(request, Cancellation);

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        await using var gzip = new GZipStream(await response.Content.ReadAsStreamAsync(Cancellation), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        await gzip.CopyToAsync(unpacked, Cancellation);
        Assert.Equal(plain, unpacked.ToArray());
    }

    [Fact]
    public async Task A_browser_that_has_the_bundle_does_not_get_it_again()
    {
        await using var app = App();
        using var client = await app.StartWithClientAsync();
        var bundle = await BundleOfAsync(client);

        using var first = await client.GetAsync(bundle, Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, bundle) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private static WebApplication App(Action<ScalarOptions>? configure = null)
    {
        var app = LoopbackApp.CreateBuilder().Build();
        app.MapScalarApiReference(options => configure?.Invoke(options));
        return app;
    }

    /// <summary>The address of the script that makes the page: the first that it loads.</summary>
    private static async Task<Uri> BundleOfAsync(HttpClient client)
    {
        var page = await client.GetStringAsync(new Uri("/scalar/", UriKind.Relative), Cancellation);
        var addresses = LoadedAddresses().Matches(page).Select(m => m.Groups["address"].Value);
        return new Uri(new Uri(client.BaseAddress!, "/scalar/"), addresses.First(a => a.Contains("scalar.js", StringComparison.Ordinal)));
    }

    [GeneratedRegex("""<(?:script|link|img)[^>]+(?:src|href)="(?<address>[^"]+)""")]
    private static partial Regex LoadedAddresses();
}
