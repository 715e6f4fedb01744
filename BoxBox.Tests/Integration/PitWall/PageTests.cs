using System.Text.RegularExpressions;

namespace BoxBox.Tests.Integration.PitWall;

/// <summary>The page as it is served.</summary>
public sealed partial class PageTests : IDisposable
{
    private readonly GatewayHost _gateway = new(new FakeStream());
    private readonly HttpClient _client;

    public PageTests() => _client = _gateway.CreateClient();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task The_page_is_served_at_the_root_with_a_policy_that_lets_nothing_else_in()
    {
        var page = await GetAsync("/");

        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_file_that_the_page_names_is_there_by_a_relative_address_and_under_the_same_policy()
    {
        HashSet<string> seen = [""];
        Queue<string> open = new([""]);
        while (open.TryDequeue(out var path))
        {
            var file = await GetAsync("/" + path);
            Assert.True(file.Headers.Contains("Content-Security-Policy"), path);
            var text = await file.Content.ReadAsStringAsync(Stop);
            Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
            foreach (var name in Named().Matches(text).Select(match => match.Groups[1].Value))
            {
                Assert.False(name.StartsWith('/') || name.Contains("://", StringComparison.Ordinal), $"{path} names {name}");
                var next = new Uri(new Uri($"http://page/{path}"), name).AbsolutePath[1..];
                if (seen.Add(next))
                    open.Enqueue(next);
            }
        }

        Assert.True(seen.Count > 35, $"Only {string.Join(", ", seen)}");
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_drills_the_way_to_them_is_not_there_and_the_page_is_told_so()
    {
        var around = await (await GetAsync("/v1/pit-wall")).ReadJsonAsync();
        using var drills = await _client.GetAsync(new Uri("/v1/drills/maestro", UriKind.Relative), Stop);

        Assert.False(around.GetProperty("drills").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, drills.StatusCode);
    }

    public void Dispose()
    {
        _client.Dispose();
        _gateway.Dispose();
    }

    private async Task<HttpResponseMessage> GetAsync(string path) => (await _client.GetAsync(new Uri(path, UriKind.Relative), Stop)).EnsureSuccessStatusCode();

    // Scripts, styles and pictures of the page, and what modules import.
    [GeneratedRegex("""(?:(?:src|href)=|from |import )['"]([^'"#]+\.(?:js|css|svg))['"]""")]
    private static partial Regex Named();
}
