using System.Buffers;
using System.Net.Mime;
using BoxBox.PaddockGateway.Limits;
using BoxBox.PaddockGateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>Takes the bytes of a POST off the wire, within the limits of type, size and time.</summary>
internal sealed class OrderBody(IOptions<RequestLimits> limits, TimeProvider time)
{
    public const int MaxBytes = 64 * 1024;

    /// <returns>The body, or the problem to answer with.</returns>
    public async Task<(ReadOnlyMemory<byte> Bytes, ProblemHttpResult? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (FaultOfType(request) is { } fault)
            return (default, Problem.UnsupportedMediaType(fault));
        if (request.ContentLength > MaxBytes)
            return (default, Problem.BodyTooLarge(MaxBytes));

        using var deadline = new CancellationTokenSource(limits.Value.BodyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await ReadToEndAsync(request, either.Token) is { } bytes ? (bytes, null) : (default, Problem.BodyTooLarge(MaxBytes));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (default, Problem.BodyTooSlow());
        }
        catch (BadHttpRequestException error)
        {
            // Chunks that are none, or a body that ends too early.
            return (default, Problem.BodyUnreadable(error));
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadToEndAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > MaxBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>JSON is UTF-8 (RFC 8259, section 8.1): another charset, or a compressed body, is another media type to us.</summary>
    private static string? FaultOfType(HttpRequest request)
    {
        if (!IsJson(request.ContentType))
            return Problem.NotJsonText;
        return request.Headers.ContentEncoding is [] or ["identity"] ? null : "Content-Encoding must be left out: the body may not be compressed.";
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
