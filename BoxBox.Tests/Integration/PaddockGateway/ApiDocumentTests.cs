using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class ApiDocumentTests : IDisposable
{
    private readonly GatewayHost _gateway = new(new FakeStream());
    private readonly HttpClient _client;

    public ApiDocumentTests() => _client = _gateway.CreateClient();

    [Theory(Timeout = 60_000)]
    [InlineData("/v1/order", "post", "200 400 408 413 415 422 429 503")]
    [InlineData("/v1/order/{order_id}", "get", "200 400 404 429 503")]
    [InlineData("/v1/order/sse", "get", "200 400 429 503")]
    [InlineData("/v1/orders", "get", "200 400 429 503")]
    [InlineData("/v1/ledger", "get", "200 429 503")]
    [InlineData("/v1/crew", "get", "200 400 429")]
    [InlineData("/healthz", "get", "200 503")]
    public async Task Each_operation_is_described_with_every_status_and_an_example_for_each(string path, string method, string statuses)
    {
        var operation = (await DocumentAsync()).GetProperty("paths").GetProperty(path).GetProperty(method);

        Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
        Assert.NotEmpty(operation.GetProperty("operationId").GetString()!);
        var responses = operation.GetProperty("responses").EnumerateObject().ToArray();
        Assert.Equal(statuses.Split(' '), responses.Select(response => response.Name).Order());
        Assert.All(responses, response =>
        {
            Assert.NotEmpty(response.Value.GetProperty("description").GetString()!);
            var content = Assert.Single(response.Value.GetProperty("content").EnumerateObject());
            Assert.True(content.Value.TryGetProperty("example", out _));
            Assert.True(int.Parse(response.Name, CultureInfo.InvariantCulture) < 400 || path == "/healthz" || content.Name == "application/problem+json");
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task The_document_keeps_to_the_specification()
    {
        var read = OpenApiDocument.Parse(await GetAsync("/openapi/v1.json"), "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_0, read.Diagnostic.SpecificationVersion);
        Assert.Equal(7, read.Document!.Paths.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Its_server_is_where_the_document_is_also_behind_a_path_prefix()
    {
        var server = Assert.Single((await DocumentAsync()).GetProperty("servers").EnumerateArray()).GetProperty("url").GetString()!;

        Assert.Equal("https://pit.example/box/v1/order", new Uri(new Uri("https://pit.example/box/openapi/v1.json"), server + "/v1/order").AbsoluteUri);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_body_of_an_order_has_its_rules()
    {
        var document = await DocumentAsync();
        var body = document.GetProperty("paths").GetProperty("/v1/order").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json");

        var order = Resolve(document, body.GetProperty("schema"));
        Assert.Equal(["size", "destination", "username"], order.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        var fields = order.GetProperty("properties");
        Assert.Equal(["small", "medium", "large"], Resolve(document, fields.GetProperty("size")).GetProperty("enum").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal((1, 200), Lengths(fields.GetProperty("destination")));
        Assert.Equal((1, 64), Lengths(fields.GetProperty("username")));
        Assert.Equal(20, fields.GetProperty("toppings").GetProperty("maxItems").GetInt32());
        Assert.Equal((1, 64), Lengths(fields.GetProperty("toppings").GetProperty("items")));
        Assert.All(fields.EnumerateObject(), field => Assert.True(HasDescription(document, field.Value), field.Name));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_totals_of_the_ledger_are_described_whole_numbers()
    {
        var totals = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty("LedgerTotals").GetProperty("properties");

        Assert.Equal(11, totals.EnumerateObject().Count());
        Assert.All(totals.EnumerateObject(), field =>
        {
            Assert.Equal(("integer", "int64"), (field.Value.GetProperty("type").GetString(), field.Value.GetProperty("format").GetString()));
            Assert.NotEmpty(field.Value.GetProperty("description").GetString()!);
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task The_example_is_an_order_that_the_gateway_takes()
    {
        var document = await DocumentAsync();
        var example = document.GetProperty("paths").GetProperty("/v1/order").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");

        (await _client.PostAsync(example.GetRawText())).EnsureSuccessStatusCode();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/scalar")]
    [InlineData("/swagger")]
    public async Task An_explorer_is_served_with_all_it_needs(string path)
    {
        var page = await GetAsync(path);

        // XML namespaces look like addresses and are not asked for.
        Assert.DoesNotMatch(new Regex("""(src|href)\s*=\s*["'](https?:)?//"""), page);
        var parts = Regex.Matches(page, """(?:src|href)\s*=\s*["']([^"'#]+)["']""").Select(match => match.Groups[1].Value).Where(part => !part.StartsWith("data:", StringComparison.Ordinal));
        Assert.NotEmpty(parts);
        foreach (var part in parts)
            Assert.NotEmpty(await GetAsync(new Uri(new Uri(_client.BaseAddress!, path.TrimEnd('/') + "/"), part).PathAndQuery));
    }

    private async Task<JsonElement> DocumentAsync() => JsonDocument.Parse(await GetAsync("/openapi/v1.json")).RootElement;

    private async Task<string> GetAsync(string path)
    {
        var response = await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} for {path}");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static JsonElement Resolve(JsonElement document, JsonElement schema)
    {
        if (schema.TryGetProperty("allOf", out var all))
            schema = all[0];
        if (schema.TryGetProperty("oneOf", out var one))
            schema = one.EnumerateArray().Last();
        return schema.TryGetProperty("$ref", out var reference)
            ? document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1])
            : schema;
    }

    private static bool HasDescription(JsonElement document, JsonElement schema) =>
        schema.TryGetProperty("description", out _) || Resolve(document, schema).TryGetProperty("description", out _);

    private static (int Min, int Max) Lengths(JsonElement schema) => (schema.GetProperty("minLength").GetInt32(), schema.GetProperty("maxLength").GetInt32());

    public void Dispose()
    {
        _client.Dispose();
        _gateway.Dispose();
    }
}
