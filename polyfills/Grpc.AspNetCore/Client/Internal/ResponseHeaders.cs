using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>Reads status and metadata from an HTTP response.</summary>
internal static class ResponseHeaders
{
    /// <summary>The call's end, if the headers say so already; null: messages and trailers follow.</summary>
    public static Status? ReadStatus(HttpResponseMessage response)
    {
        if (TryReadStatus(response.Headers, out var status)) return status;
        if (response.Version < HttpVersion.Version20)
            return new Status(StatusCode.Internal, $"Bad gRPC response. Response protocol downgraded to HTTP/{response.Version.ToString(2)}.");
        if (response.StatusCode != HttpStatusCode.OK)
            return new Status(ToStatusCode(response.StatusCode), $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}");
        if (!response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var contentType))
            return new Status(StatusCode.Cancelled, "Bad gRPC response. Response did not have a content-type header.");
        return GrpcContentType.IsGrpc(contentType.ToString())
            ? null
            : new Status(StatusCode.Cancelled, $"Bad gRPC response. Invalid content-type value: {contentType}");
    }

    /// <summary>The call's end after its last message.</summary>
    public static Status ReadTrailerStatus(HttpResponseMessage response) =>
        TryReadStatus(response.TrailingHeaders, out var status) ? status : new Status(StatusCode.Cancelled, "No grpc-status found on response.");

    public static string? ReadEncoding(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(WireHeaders.Encoding, out var values) ? values.ToString() : null;

    /// <summary>Without the binary headers that are not base64: a peer's mistake in one must not hide the call's status.</summary>
    public static Metadata ReadMetadata(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            if (WireHeaders.IsReservedInResponse(name)) continue;
            foreach (var value in values)
                BinaryHeader.TryAdd(metadata, name, value);
        }

        return metadata;
    }

    private static bool TryReadStatus(HttpHeaders headers, out Status status)
    {
        status = default;
        if (!headers.NonValidated.TryGetValues(WireHeaders.Status, out var values)) return false;

        var code = values.ToString();
        var detail = headers.NonValidated.TryGetValues(WireHeaders.Message, out var message) ? StatusMessage.Decode(message.ToString()) : "";
        status = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Status((StatusCode)number, detail)
            : new Status(StatusCode.Cancelled, $"Unexpected grpc-status value: {code}");
        return true;
    }

    /// <summary>As the gRPC specification maps HTTP statuses.</summary>
    private static StatusCode ToStatusCode(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.RequestHeaderFieldsTooLarge => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        < HttpStatusCode.OK => StatusCode.Internal,
        _ => StatusCode.Unknown,
    };
}
