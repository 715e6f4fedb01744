using System.Buffers;
using System.IO.Pipelines;
using System.Net.Mime;
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

        try
        {
            // As a rule all of it came with the head: then there is nothing to wait for, and no clock to set.
            if (!request.BodyReader.TryRead(out var there) || !TryTake(request.BodyReader, there, out var bytes))
                bytes = await WaitForEndAsync(request.BodyReader, cancellationToken);
            return bytes is { } all ? (all, null) : (default, Problem.BodyTooLarge(MaxBytes));
        }
        catch (TimeoutException)
        {
            return (default, Problem.BodyTooSlow());
        }
        catch (BadHttpRequestException error)
        {
            // Chunks that are none, or a body that ends too early.
            return (default, Problem.BodyUnreadable(error));
        }
    }

    /// <exception cref="TimeoutException">The end did not come in time.</exception>
    private async ValueTask<byte[]?> WaitForEndAsync(PipeReader body, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limits.Value.BodyTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            while (true)
            {
                if (TryTake(body, await body.ReadAsync(either.Token), out var bytes))
                    return bytes;
            }
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(null, late);
        }
    }

    /// <returns>Whether it is known what the body is: all of it, or null where it is too large.</returns>
    private static bool TryTake(PipeReader body, ReadResult read, out byte[]? bytes)
    {
        var isTooLarge = read.Buffer.Length > MaxBytes;
        var isOver = isTooLarge || read.IsCompleted;
        bytes = isOver && !isTooLarge ? read.Buffer.ToArray() : null;
        body.AdvanceTo(isOver ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
        return isOver;
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
