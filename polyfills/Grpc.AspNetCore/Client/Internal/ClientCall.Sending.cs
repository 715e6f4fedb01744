using System.Globalization;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

internal sealed partial class ClientCall<TRequest, TResponse>
{
    private async Task RunAsync()
    {
        try
        {
            var answer = await SendAsync();
            lock (_gate)
            {
                _response = answer.Response;
                if (_ended is not null) answer.Response.Dispose();
            }

            _answer.TrySetResult(answer);
            if (_cancellation.IsCancellationRequested) throw new OperationCanceledException();
        }
        catch (Exception e)
        {
            End(Resolve(StartError, e), null);
            _answer.TrySetException(ToException());
            _ = _answer.Task.Exception;
        }
    }

    /// <summary>Attempts until one counts.</summary>
    private async Task<Answer> SendAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            _cancellation.Token.ThrowIfCancellationRequested();
            _activity = ClientActivity.Start(_method);
            var (response, status, error) = await AttemptAsync(attempt);
            var delay = status is null or { StatusCode: StatusCode.OK } ? null : GetRetryDelay(status.Value, response, attempt);
            if (delay is null)
            {
                _requests.Commit();
                return new Answer(response ?? throw error!, status);
            }

            ClientLog.Retrying(_channel.Logger, _method.FullName, status!.Value.StatusCode, attempt, delay.Value);
            ClientActivity.Stop(_activity, status.Value);
            _activity = null;
            response?.Dispose();
            await Task.Delay(delay.Value, TimeProvider.System, _cancellation.Token);
        }
    }

    private async Task<(HttpResponseMessage? Response, Status? Status, Exception? Error)> AttemptAsync(int attempt)
    {
        try
        {
            var response = await _channel.SendAsync(CreateRequest(attempt), _cancellation.Token);
            return (response, ResponseHeaders.ReadStatus(response), null);
        }
        catch (Exception e) when (!_cancellation.Token.IsCancellationRequested)
        {
            return (null, Resolve(StartError, e), e);
        }
    }

    private TimeSpan? GetRetryDelay(Status status, HttpResponseMessage? response, int attempt)
    {
        if (_retry is null || _deadline <= DeadlineTimer.Now || !_requests.CanReplay) return null;
        return _retry.NextDelay(status, response, attempt);
    }

    private HttpRequestMessage CreateRequest(int attempt)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_channel.Address, _method.FullName))
        {
            Version = _channel.HttpVersion,
            VersionPolicy = _channel.HttpVersionPolicy,
            Content = new RequestContent(_requests, _streaming),
        };
        var headers = request.Headers;
        headers.Host = _host;
        headers.TryAddWithoutValidation("User-Agent", GrpcChannel.UserAgent);
        headers.TryAddWithoutValidation("TE", "trailers");
        headers.TryAddWithoutValidation(WireHeaders.AcceptEncoding, _channel.AcceptEncoding);
        if (attempt > 1) headers.TryAddWithoutValidation(WireHeaders.PreviousAttempts, (attempt - 1).ToString(CultureInfo.InvariantCulture));
        AddMetadata(headers);
        if (_deadline != DateTime.MaxValue) headers.TryAddWithoutValidation(WireHeaders.Timeout, TimeoutHeader.Encode(_deadline - DeadlineTimer.Now));
        return request;
    }

    private void AddMetadata(HttpRequestHeaders headers)
    {
        foreach (var entry in _options.Headers ?? Metadata.Empty)
        {
            if (entry.Key == WireHeaders.CompressionRequest)
                headers.TryAddWithoutValidation(WireHeaders.Encoding, entry.Value);
            else if (entry.Key != WireHeaders.Timeout)
                headers.TryAddWithoutValidation(entry.Key, entry.IsBinary ? BinaryHeader.Encode(entry.Bytes) : entry.Value);
        }
    }
}
