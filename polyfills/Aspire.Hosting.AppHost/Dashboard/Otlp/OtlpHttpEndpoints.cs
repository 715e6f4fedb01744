using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenTelemetry.Proto;

namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>OTLP/HTTP with protobuf bodies: POST /v1/traces, /v1/logs, /v1/metrics.</summary>
internal static class OtlpHttpEndpoints
{
    /// <summary>Bytes of one request, after decompression.</summary>
    public const int RequestLimit = 16 * 1024 * 1024;

    private const string Protobuf = "application/x-protobuf";
    private const int InvalidArgument = 3;
    private const int Unauthenticated = 16;

    public static void MapOtlpHttp(this IEndpointRouteBuilder routes, OtlpReceiver receiver, OtlpApiKey key)
    {
        Map(routes, "/v1/traces", key, ExportTraceServiceRequest.Parser, request => { var (outcome, answer) = receiver.Receive(request); return (outcome, answer); });
        Map(routes, "/v1/logs", key, ExportLogsServiceRequest.Parser, request => { var (outcome, answer) = receiver.Receive(request); return (outcome, answer); });
        Map(routes, "/v1/metrics", key, ExportMetricsServiceRequest.Parser, request => { var (outcome, answer) = receiver.Receive(request); return (outcome, answer); });
    }

    private static void Map<T>(IEndpointRouteBuilder routes, string path, OtlpApiKey key, MessageParser<T> parser, Func<T, (Received, IMessage)> receive)
        where T : IMessage<T> =>
        routes.MapPost(path, async context =>
        {
            var (status, answer) = key.Fits(context.Request.Headers[OtlpApiKey.Header])
                ? await ReceiveAsync(context.Request, parser, receive)
                : (StatusCodes.Status401Unauthorized, new RpcStatus { Code = Unauthenticated, Message = $"The header {OtlpApiKey.Header} must carry the dashboard's API key." });
            context.Response.StatusCode = status;
            context.Response.ContentType = Protobuf;
            await context.Response.Body.WriteAsync(answer.ToByteArray(), context.RequestAborted);
        });

    private static async Task<(int Status, IMessage Answer)> ReceiveAsync<T>(HttpRequest request, MessageParser<T> parser, Func<T, (Received, IMessage)> receive)
        where T : IMessage<T>
    {
        if (request.ContentType?.Split(';')[0].Trim() != Protobuf)
        {
            return (StatusCodes.Status415UnsupportedMediaType, Problem($"Content-Type must be {Protobuf}."));
        }

        if (request.Headers.ContentEncoding.Count > 0)
        {
            // The decompression takes the header away where it knows the encoding.
            return (StatusCodes.Status415UnsupportedMediaType, Problem("Content-Encoding must be gzip, deflate, br or none."));
        }

        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            body.Position = 0;
            var (outcome, answer) = receive(parser.ParseFrom(body));
            return outcome.IsBadData ? (StatusCodes.Status400BadRequest, Problem(outcome.Problem)) : (StatusCodes.Status200OK, answer);
        }
        catch (InvalidProtocolBufferException error)
        {
            return (StatusCodes.Status400BadRequest, Problem($"The body is no {typeof(T).Name}: {error.Message}"));
        }
        catch (InvalidDataException error)
        {
            return (StatusCodes.Status400BadRequest, Problem($"The body could not be decompressed: {error.Message}"));
        }
        catch (BadHttpRequestException error)
        {
            return (error.StatusCode, Problem($"The body could not be read (limit: {RequestLimit} bytes): {error.Message}"));
        }
    }

    private static RpcStatus Problem(string message) => new() { Code = InvalidArgument, Message = message };
}
