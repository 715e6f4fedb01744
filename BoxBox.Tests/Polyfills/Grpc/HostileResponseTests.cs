using BoxBox.Tests.Polyfills.Grpc.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Responses that no gRPC server sends: each ends the call with a status.</summary>
public sealed class HostileResponseTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    public async Task An_http_error_has_its_status(int http, StatusCode expected)
    {
        var failed = await FailAsync(context =>
        {
            context.Response.StatusCode = http;
            return context.Response.WriteAsync("<html>", Cancelled);
        });

        Assert.Equal(expected, failed.StatusCode);
    }

    [Theory(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    [InlineData(0x2, StatusCode.Internal)]
    [InlineData(0x8, StatusCode.Cancelled)]
    [InlineData(0xb, StatusCode.ResourceExhausted)]
    public async Task A_reset_stream_has_the_status_of_its_code(int code, StatusCode expected)
    {
        var failed = await FailAsync(context =>
        {
            context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(code);
            return Task.CompletedTask;
        });

        Assert.Equal(expected, failed.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Another_content_is_no_answer()
    {
        var failed = await FailAsync(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<html>", Cancelled);
        });

        Assert.Equal(StatusCode.Cancelled, failed.StatusCode);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_status_in_the_headers_counts_more_than_the_http_status()
    {
        var failed = await FailAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = "5";
            context.Response.Headers["grpc-message"] = "caff%C3%A8, 100%, 5%zz";
            context.Response.Headers["x-why-bin"] = "AAE";
            return Task.CompletedTask;
        });

        Assert.Equal(StatusCode.NotFound, failed.StatusCode);
        Assert.Equal("caffè, 100%, 5%zz", failed.Status.Detail);
        Assert.Equal([0, 1], failed.Trailers.GetValueBytes("x-why-bin"));
    }

    [Theory(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    [InlineData("a good message, but no status", new byte[] { 0, 0, 0, 0, 0 }, null)]
    [InlineData("a good status, but no message", new byte[0], "0")]
    [InlineData("half a message", new byte[] { 0, 0, 0, 0, 9, 1 }, "0")]
    [InlineData("two messages", new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, "0")]
    [InlineData("compressed, but with what?", new byte[] { 1, 0, 0, 0, 1, 0 }, "0")]
    [InlineData("a flag that is none", new byte[] { 9, 0, 0, 0, 0 }, "0")]
    [InlineData("four gigabytes", new byte[] { 0, 255, 255, 255, 255 }, "0")]
    [InlineData("not protobuf", new byte[] { 0, 0, 0, 0, 2, 255, 255 }, "0")]
    [InlineData("a status that is none", new byte[] { 0, 0, 0, 0, 0 }, "fine")]
    public async Task Bytes_that_are_no_answer_end_the_call(string what, byte[] body, string? status)
    {
        var failed = await FailAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(body, Cancelled);
            await context.Response.Body.FlushAsync(Cancelled);
            if (status is not null) context.Response.AppendTrailer("grpc-status", status);
        });

        Assert.True(failed.StatusCode is not (StatusCode.OK or StatusCode.DeadlineExceeded), $"{what}: {failed.Status}");
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task A_status_that_fails_counts_more_than_a_message()
    {
        var failed = await FailAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5], Cancelled);
            context.Response.AppendTrailer("grpc-status", "10");
        });

        Assert.Equal(StatusCode.Aborted, failed.StatusCode);
    }

    private static async Task<RpcException> FailAsync(RequestDelegate answer)
    {
        await using var server = await EchoServer.StartAsync(map: app => app.MapPost("/boxbox.tests.echo.Echo/Forget", answer).WithOrder(-1));
        return await Assert.ThrowsAsync<RpcException>(async () => await server.Client.ForgetAsync(new EchoRequest(), deadline: Deadlines.Generous, cancellationToken: Cancelled));
    }
}
