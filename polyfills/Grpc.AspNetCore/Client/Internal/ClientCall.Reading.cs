using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

internal sealed partial class ClientCall<TRequest, TResponse>
{
    private const int ReadBufferSize = 16 * 1024;

    /// <summary>The only message of a response that does not stream.</summary>
    public async Task<TResponse> GetResponseAsync()
    {
        var answer = await _answer.Task;
        if (answer.Status is { } status)
        {
            End(status.StatusCode == StatusCode.OK ? MissingMessage() : status, ResponseHeaders.ReadMetadata(answer.Response.Headers));
            throw ToException();
        }

        TResponse? message = null;
        try
        {
            _reader = await OpenAsync(answer.Response);
            message = await _reader.ReadAsync(_cancellation.Token);
            if (message is not null) await _reader.ExpectEndAsync(_cancellation.Token);
            EndByTrailers(answer.Response, message);
        }
        catch (Exception e)
        {
            End(Resolve(ReadError, e), null);
        }
        finally
        {
            _reader?.Complete();
        }

        return GetStatus().StatusCode == StatusCode.OK ? message! : throw ToException();
    }

    /// <summary>The next message of a response that streams; null at its good end.</summary>
    public async Task<TResponse?> ReadNextAsync(CancellationToken cancellationToken)
    {
        if (_ended is null)
        {
            await using var registration = cancellationToken.UnsafeRegister(static call => ((ClientCall<TRequest, TResponse>)call!).CancelByUser(), this);
            var answer = await _answer.Task;
            if (answer.Status is { } status)
                End(status, ResponseHeaders.ReadMetadata(answer.Response.Headers));
            else if (await TryReadAsync(answer.Response) is { } message)
                return message;
        }

        return GetStatus().StatusCode == StatusCode.OK ? null : throw ToException();
    }

    private static Status MissingMessage() => new(StatusCode.Internal, "Failed to deserialize response message.");

    private async Task<TResponse?> TryReadAsync(HttpResponseMessage response)
    {
        try
        {
            _reader ??= await OpenAsync(response);
            if (await _reader.ReadAsync(_cancellation.Token) is { } message) return message;
            EndByTrailers(response, null);
        }
        catch (Exception e)
        {
            End(Resolve(ReadError, e), null);
        }

        _reader?.Complete();

        return null;
    }

    private async Task<MessageReader<TResponse>> OpenAsync(HttpResponseMessage response) => new(
        PipeReader.Create(await response.Content.ReadAsStreamAsync(_cancellation.Token), new StreamPipeReaderOptions(bufferSize: ReadBufferSize, leaveOpen: true)),
        _method.ResponseMarshaller.ContextualDeserializer,
        ResponseHeaders.ReadEncoding(response),
        _channel.Compression,
        _channel.MaxReceiveMessageSize);

    private void EndByTrailers(HttpResponseMessage response, TResponse? message)
    {
        var status = ResponseHeaders.ReadTrailerStatus(response);
        var isSingle = _method.Type is MethodType.Unary or MethodType.ClientStreaming;
        if (isSingle && message is null && status.StatusCode == StatusCode.OK) status = MissingMessage();
        End(status, ResponseHeaders.ReadMetadata(response.TrailingHeaders));
    }
}
