using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>One call: sends its request, in several attempts where a retry policy says so, reads the response, and ends once.</summary>
internal sealed partial class ClientCall<TRequest, TResponse> : IDisposable
    where TRequest : class
    where TResponse : class
{
    private const string StartError = "Error starting gRPC call.";
    private const string ReadError = "Error reading next message.";

    private readonly GrpcChannel _channel;
    private readonly Method<TRequest, TResponse> _method;
    private readonly string? _host;
    private readonly CallOptions _options;
    private readonly DateTime _deadline;
    private readonly bool _streaming;
    private readonly RetryState? _retry;
    private readonly RequestLog _requests;
    private readonly MessageWriter<TRequest> _writer;
    private readonly string? _requestEncoding;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource<Answer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private CancellationTokenRegistration _userCancellation;
    private CancellationTokenRegistration _channelCancellation;
    private DeadlineTimer? _timer;
    private Activity? _activity;
    private HttpResponseMessage? _response;
    private MessageReader<TResponse>? _reader;
    private Ending? _cancelled;
    private volatile Ending? _ended;

    public ClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        if (options.Credentials is not null) throw new NotSupportedException(Unsupported.CallCredentials);
        if (options.Deadline is { } deadline && deadline != DateTime.MaxValue && deadline != DateTime.MinValue && deadline.Kind != DateTimeKind.Utc)
            throw new InvalidOperationException("Deadline must have a kind DateTimeKind.Utc or be equal to DateTime.MaxValue or DateTime.MinValue.");

        _channel = channel;
        _method = method;
        _host = host;
        _options = options;
        _deadline = options.Deadline ?? DateTime.MaxValue;
        _streaming = method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming;
        var rules = channel.MethodConfigs.Find(method);
        _retry = rules is null ? null : new RetryState(rules, channel.RetryThrottle, channel.Jitter);
        _requests = new RequestLog(_streaming, rules is null ? null : channel.RetryBuffer);
        _writer = new MessageWriter<TRequest>(method.RequestMarshaller.ContextualSerializer, channel.MaxSendMessageSize, null);
        _requestEncoding = options.Headers?.GetValue(WireHeaders.CompressionRequest);
    }

    public bool IsDisposed { get; private set; }

    public WriteOptions? WriteOptions => _options.WriteOptions;

    public RequestLog Requests => _requests;

    /// <summary>Starts sending; returns at once.</summary>
    public void Start()
    {
        _userCancellation = _options.CancellationToken.UnsafeRegister(static call => ((ClientCall<TRequest, TResponse>)call!).CancelByUser(), this);
        _channelCancellation = _channel.Disposed.UnsafeRegister(static call => ((ClientCall<TRequest, TResponse>)call!).CancelByChannel(), this);
        if (_deadline <= DeadlineTimer.Now)
            ExceedDeadline();
        else if (_deadline != DateTime.MaxValue)
            _timer = new DeadlineTimer(_deadline, ExceedDeadline);
        _ = RunAsync();
    }

    /// <summary>Sends the only message of a request that does not stream.</summary>
    public void SendSingle(TRequest request)
    {
        try
        {
            _ = _requests.AppendAsync(Frame(request, _options.WriteOptions));
            _requests.Complete();
        }
        catch (Exception e)
        {
            Cancel(TransportError.ToStatus(StartError, e));
        }
    }

    /// <summary>The message with its header, as it goes over the wire.</summary>
    public byte[] Frame(TRequest message, WriteOptions? options)
    {
        var isPlain = _requestEncoding is null or WireHeaders.Identity || options?.Flags.HasFlag(WriteFlags.NoCompress) is true;
        using var frame = new PooledBuffer();
        _writer.Write(message, frame, isPlain ? null : _channel.GetCompression(_requestEncoding!));
        return frame.WrittenMemory.ToArray();
    }

    public async Task<Metadata> GetResponseHeadersAsync() => ResponseHeaders.ReadMetadata((await _answer.Task).Response.Headers);

    public Status GetStatus() => _ended?.Status ?? throw new InvalidOperationException("Unable to get the status because the call is not complete.");

    public Metadata GetTrailers() => _ended?.Trailers
        ?? throw new InvalidOperationException("Can't get the call trailers because the call has not completed successfully.");

    public void CancelByUser() => Cancel(new Status(StatusCode.Cancelled, "Call canceled by the client.", new OperationCanceledException(_options.CancellationToken)));

    public void Dispose()
    {
        IsDisposed = true;
        var disposed = new Status(StatusCode.Cancelled, "gRPC call disposed.");
        Cancel(disposed);
        End(disposed, null);
    }

    /// <summary>How the call ended, as its user gets it.</summary>
    public Exception ToException()
    {
        var status = GetStatus();
        var exception = new RpcException(status, _ended?.Trailers ?? Metadata.Empty);
        return _channel.ThrowOperationCanceledOnCancellation && status.StatusCode is (StatusCode.Cancelled or StatusCode.DeadlineExceeded)
            ? new OperationCanceledException(status.Detail, exception, _options.CancellationToken)
            : exception;
    }

    private void CancelByChannel() => Cancel(new Status(StatusCode.Cancelled, "gRPC channel disposed."));

    private void ExceedDeadline() => Cancel(new Status(StatusCode.DeadlineExceeded, ""));

    /// <summary>The first reason counts.</summary>
    private void Cancel(Status reason)
    {
        lock (_gate)
        {
            if (_ended is not null || _cancelled is not null) return;
            _cancelled = new Ending(reason, null);
        }

        _cancellation.Cancel();
        // Until there is an answer, the sender ends the call. After that, nobody may be reading.
        if (_answer.Task.IsCompleted) End(reason, null);
    }

    private Status Resolve(string summary, Exception error)
    {
        lock (_gate)
        {
            if (_cancelled is not null) return _cancelled.Status;
        }

        var status = TransportError.ToStatus(summary, error);
        // A server whose clock is a little ahead resets the stream before this side's timer fires.
        return status.StatusCode == StatusCode.Cancelled && _deadline <= DeadlineTimer.Now ? new Status(StatusCode.DeadlineExceeded, status.Detail, error) : status;
    }

    /// <summary>Ends the call, once, and lets go of all it holds.</summary>
    private void End(Status status, Metadata? trailers)
    {
        lock (_gate)
        {
            if (_ended is not null) return;
            _ended = new Ending(status, trailers);
        }

        if (status.StatusCode == StatusCode.OK) _retry?.Succeeded();
        _userCancellation.Unregister();
        _channelCancellation.Unregister();
        _timer?.Dispose();
        _requests.Close();
        ClientActivity.Stop(_activity, status);
        _response?.Dispose();
        ClientLog.CallEnded(_channel.Logger, _method.FullName, status.StatusCode, status.Detail);
    }

    private sealed record Ending(Status Status, Metadata? Trailers);

    /// <summary>A response that messages follow, or, with a status, one that ends the call.</summary>
    private sealed record Answer(HttpResponseMessage Response, Status? Status);
}
