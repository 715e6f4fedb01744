using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto;

namespace BoxBox.Tests.Polyfills.Dashboard;

public sealed class OtlpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_the_key_nothing_is_taken()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        using var channel = GrpcChannel.ForAddress(dashboard.OtlpGrpc);
        dashboard.Sender.DefaultRequestHeaders.Clear();
        var request = Otlp.Traces("maestro", Otlp.Span(1, 1, "smoking"));

        using var http = await dashboard.SendAsync("/v1/traces", request.ToByteArray());
        var grpc = await Assert.ThrowsAsync<RpcException>(async () => await new TraceService.TraceServiceClient(channel).ExportAsync(request, new Metadata { { "x-otlp-api-key", "another" } }, cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.Unauthorized, http.StatusCode);
        Assert.Equal(StatusCode.Unauthenticated, grpc.StatusCode);
        Assert.Contains("No trace has arrived yet", (await dashboard.OpenAsync("/traces")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/traces")]
    [InlineData("/v1/logs")]
    [InlineData("/v1/metrics")]
    public async Task A_body_that_is_no_request_is_refused_with_a_reason(string path)
    {
        await using var dashboard = await DashboardApp.StartAsync();
        byte[] garbage = [0x0a, 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3];

        using var answer = await dashboard.SendAsync(path, garbage);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var reason = RpcStatus.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal((int)StatusCode.InvalidArgument, reason.Code);
        Assert.Contains("The body is no Export", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_nested_without_end_is_refused()
    {
        await using var dashboard = await DashboardApp.StartAsync();
        var value = new AnyValue { StringValue = "deep" };
        for (var depth = 0; depth < 400; depth++)
        {
            value = new AnyValue { ArrayValue = new ArrayValue { Values = { value } } };
        }

        var span = Otlp.Span(1, 1, "smoking");
        span.Attributes.Add(new KeyValue { Key = "deep", Value = value });

        using var answer = await dashboard.SendAsync("/v1/traces", Otlp.Traces("maestro", span).ToByteArray());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/json", null)]
    [InlineData("text/plain", null)]
    [InlineData("application/x-protobuf", "zstd")]
    public async Task A_form_that_is_not_understood_is_refused(string type, string? encoding)
    {
        await using var dashboard = await DashboardApp.StartAsync();

        using var answer = await dashboard.SendAsync("/v1/traces", Otlp.Traces("maestro", Otlp.Span(1, 1, "smoking")).ToByteArray(), type, encoding);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_request_may_be_compressed()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();

        using var answer = await dashboard.SendAsync("/v1/traces", Compressed(Otlp.Traces("maestro", Otlp.Span(1, 1, "smoking")).ToByteArray()), encoding: "gzip");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("smoking", (await dashboard.OpenAsync("/traces")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_grows_beyond_the_limit_is_refused()
    {
        await using var dashboard = await DashboardApp.StartAsync();

        using var bomb = await dashboard.SendAsync("/v1/traces", Compressed(new byte[64 * 1024 * 1024]), encoding: "gzip");
        using var broken = await dashboard.SendAsync("/v1/traces", [1, 2, 3, 4, 5], encoding: "gzip");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, bomb.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
    }

    [Fact]
    public async Task A_bad_span_is_refused_and_its_neighbours_are_taken()
    {
        await using var dashboard = await (await DashboardApp.StartAsync()).LogInAsync();
        using var channel = GrpcChannel.ForAddress(dashboard.OtlpGrpc);
        var bad = Otlp.Span(1, 2, "without an id");
        bad.TraceId = ByteString.CopyFrom(new byte[16]);

        var answer = await new TraceService.TraceServiceClient(channel).ExportAsync(Otlp.Traces("maestro", Otlp.Span(1, 1, "smoking"), bad), Key, cancellationToken: Cancellation);

        Assert.Equal(1, answer.PartialSuccess.RejectedSpans);
        Assert.Contains("trace_id must be 16 bytes", answer.PartialSuccess.ErrorMessage, StringComparison.Ordinal);
        Assert.Single((await dashboard.OpenAsync($"/traces/{Otlp.TraceText(1)}")).Rows);
    }

    [Fact]
    public async Task A_request_without_anything_good_is_an_invalid_argument()
    {
        await using var dashboard = await DashboardApp.StartAsync();
        using var channel = GrpcChannel.ForAddress(dashboard.OtlpGrpc);
        var span = Otlp.Span(1, 1, "smoking");
        span.SpanId = ByteString.CopyFromUtf8("short");
        var request = Otlp.Traces("maestro", span);

        using var http = await dashboard.SendAsync("/v1/traces", request.ToByteArray());
        var grpc = await Assert.ThrowsAsync<RpcException>(async () => await new TraceService.TraceServiceClient(channel).ExportAsync(request, Key, cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.BadRequest, http.StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, grpc.StatusCode);
        Assert.Contains("span_id must be 8 bytes", grpc.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_on_the_wire_of_gRPC_harms_nobody_else()
    {
        await using var dashboard = await DashboardApp.StartAsync();
        using var channel = GrpcChannel.ForAddress(dashboard.OtlpGrpc);
        using var peer = new HttpClient { BaseAddress = dashboard.OtlpGrpc, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var garbage = new ByteArrayContent([0, 0, 0, 0, 4, 0xff, 0xff, 0xff, 0xff]);
        garbage.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");

        using var refused = await peer.PostAsync("/opentelemetry.proto.collector.trace.v1.TraceService/Export", garbage, Cancellation);
        await refused.Content.ReadAsByteArrayAsync(Cancellation);
        var taken = await new TraceService.TraceServiceClient(channel).ExportAsync(Otlp.Traces("maestro", Otlp.Span(1, 1, "smoking")), Key, cancellationToken: Cancellation);

        var status = refused.TrailingHeaders.TryGetValues("grpc-status", out var trailing) ? trailing : refused.Headers.GetValues("grpc-status");
        Assert.NotEqual("0", Assert.Single(status));
        Assert.Null(taken.PartialSuccess);
    }

    private static Metadata Key => new() { { "x-otlp-api-key", DashboardApp.ApiKey } };

    private static byte[] Compressed(byte[] body)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return buffer.ToArray();
    }
}
