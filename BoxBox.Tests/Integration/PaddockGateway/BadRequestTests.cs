using System.Net.Http.Headers;

namespace BoxBox.Tests.Integration.PaddockGateway;

public sealed class BadRequestTests() : OverFakeStream(TimeProvider.System)
{
    [Theory(Timeout = 60_000)]
    [InlineData(64 * 1024, HttpStatusCode.OK)]
    [InlineData((64 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(1024 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_may_have_64_KiB(int size, HttpStatusCode expected)
    {
        var response = await _client.PostAsync(Pizza.Json.PadRight(size));

        Assert.Equal(expected, response.StatusCode);
        if (expected is not HttpStatusCode.OK)
            await response.ReadProblemAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_body_of_unknown_length_may_not_be_larger_either()
    {
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(Pizza.Json.PadRight(100_000))));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/order") { Content = content };
        request.Headers.TransferEncodingChunked = true;

        var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        await response.ReadProblemAsync();
    }

    [Theory(Timeout = 60_000)]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=klingon")]
    public async Task Another_media_type_is_415(string? type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Pizza.Json));
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);

        var response = await _client.PostAsync(content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        await response.ReadProblemAsync();
        Assert.Empty(_stream.Entries);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/JSON")]
    public async Task JSON_in_UTF8_may_be_spelled_in_any_way(string type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Pizza.Json));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync(content)).StatusCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_compressed_body_is_415()
    {
        using var content = new StringContent(Pizza.Json, Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add("gzip");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _client.PostAsync(content)).StatusCode);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("GET", "/v1/order", "POST")]
    [InlineData("PUT", "/v1/order", "POST")]
    [InlineData("BREW", "/v1/order", "POST")]
    [InlineData("DELETE", "/v1/order/0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47", "GET")]
    [InlineData("POST", "/v1/order/sse", "GET")]
    [InlineData("POST", "/healthz", "GET")]
    public async Task Another_method_is_405_and_the_right_one_is_named(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Contains(allowed, response.Content.Headers.Allow);
        await response.ReadProblemAsync();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/v1")]
    [InlineData("/v2/order")]
    [InlineData("/drills")]
    [InlineData("/v1/order/sse/x")]
    public async Task An_unknown_path_is_404_even_for_a_browser(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");

        var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        await response.ReadProblemAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_body_that_does_not_come_is_408()
    {
        using var gateway = new GatewayHost(_stream, null, ("Requests:BodyTimeoutInSeconds", "0.2"));
        gateway.StartServer();

        var (status, text) = await RawHttp.SendAsync(
            gateway.ClientOptions.BaseAddress,
            RawHttp.Request("POST /v1/order HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));

        Assert.Equal(408, status);
        Assert.Contains("application/problem+json", text, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_body_whose_chunks_are_broken_is_400_and_the_fault_is_named()
    {
        var (status, text) = await RawHttp.SendAsync(
            _gateway.ClientOptions.BaseAddress,
            RawHttp.Request("POST /v1/order HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nnot a length\r\n"));

        Assert.Equal(400, status);
        Assert.Contains("application/problem+json", text, StringComparison.Ordinal);
        Assert.Contains("The body could not be read: ", text, StringComparison.Ordinal);
        Assert.Empty(_stream.Entries);
    }
}
