using Grpc.Core;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Serves one method: takes the HTTP request, runs the method, sends its status.</summary>
internal abstract class CallHandler<TRequest, TResponse>(Method<TRequest, TResponse> method, MethodOptions options, ILogger logger)
    where TRequest : class
    where TResponse : class
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!GrpcContentType.IsGrpc(context.Request.ContentType))
        {
            await ResponseStatus.RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, $"Content-Type '{context.Request.ContentType}' is not supported.");
            return;
        }

        if (!HttpProtocol.IsHttp2(context.Request.Protocol) && !HttpProtocol.IsHttp3(context.Request.Protocol))
        {
            context.Response.Headers[HeaderNames.Upgrade] = HttpProtocol.Http2;
            await ResponseStatus.RefuseAsync(context, StatusCodes.Status426UpgradeRequired, $"Request protocol '{context.Request.Protocol}' is not supported.");
            return;
        }

        var call = new ServerCall(context, options, logger);
        context.Features.Set<IServerCallContextFeature>(call);
        await call.EndAsync(await TryRunAsync(call));
    }

    protected abstract Task RunAsync(ServerCall call);

    protected MessageReader<TRequest> Reader(ServerCall call) => new(
        call.HttpContext.Request.BodyReader, method.RequestMarshaller.ContextualDeserializer, call.RequestEncoding, options.Compression, options.MaxReceiveMessageSize);

    protected ResponseWriter<TResponse> Writer(ServerCall call) => new(
        call, new MessageWriter<TResponse>(method.ResponseMarshaller.ContextualSerializer, options.MaxSendMessageSize, options.ResponseCompressionLevel));

    protected static async Task<TRequest> ReadSingleAsync(MessageReader<TRequest> reader, ServerCall call) =>
        await reader.ReadSingleAsync(call.CancellationToken);

    protected static async Task WriteSingleAsync(ResponseWriter<TResponse> writer, TResponse? response)
    {
        if (response is null) throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));
        await writer.WriteLastAsync(response);
    }

    /// <summary>A stream may be as long, and as slow, as its client likes.</summary>
    protected static void LiftRequestLimits(ServerCall call)
    {
        var features = call.HttpContext.Features;
        if (features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
        if (features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
    }

    protected static void LiftRequestTimeout(ServerCall call)
    {
        var metadata = call.HttpContext.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<RequestTimeoutAttribute>() is null && metadata?.GetMetadata<RequestTimeoutPolicy>() is null)
            call.HttpContext.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
    }

    private async Task<Exception?> TryRunAsync(ServerCall call)
    {
        try
        {
            await RunAsync(call);
            return null;
        }
        catch (Exception e)
        {
            // Whatever it is, it is the call's status now.
            return e;
        }
    }
}
