using Grpc.Core;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>How a call's end goes over the wire: as trailers, or as headers where nothing else was sent ("Trailers-Only").</summary>
internal static class ResponseStatus
{
    public static void Send(HttpResponse response, Status status, Metadata? trailers)
    {
        var destination = response.HasStarted
            ? response.HttpContext.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : response.Headers;
        foreach (var entry in trailers ?? [])
            Append(destination, entry);

        destination[WireHeaders.Status] = status.StatusCode.ToString("D");
        if (!string.IsNullOrEmpty(status.Detail))
            destination[WireHeaders.Message] = StatusMessage.Encode(status.Detail);
    }

    /// <summary>Answers a request that is no gRPC call.</summary>
    public static Task RefuseAsync(HttpContext context, int httpStatus, string detail)
    {
        context.Response.StatusCode = httpStatus;
        Send(context.Response, new Status(StatusCode.Internal, detail), null);
        return Task.CompletedTask;
    }

    /// <exception cref="InvalidOperationException">HTTP cannot carry the value.</exception>
    public static void Append(IHeaderDictionary destination, Metadata.Entry entry)
    {
        try
        {
            destination.Append(entry.Key, entry.IsBinary ? BinaryHeader.Encode(entry.Bytes) : entry.Value);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"The header or trailer '{entry.Key}' cannot be sent.", e);
        }
    }
}
