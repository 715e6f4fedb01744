using System.Diagnostics;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>One call over one HTTP/2 request. It ends once: by its handler, or by its deadline.</summary>
internal sealed class ServerCall : ServerCallContext, IServerCallContextFeature
{
    private static readonly AuthContext Unauthenticated = new(null, []);

    private readonly MethodOptions _options;
    private readonly ILogger _logger;
    private readonly Activity? _activity;
    private readonly ServerDeadline? _deadline;
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private string? _responseEncoding;
    private Status _status;
    private int _ended;

    public ServerCall(HttpContext httpContext, MethodOptions options, ILogger logger)
    {
        HttpContext = httpContext;
        _options = options;
        _logger = logger;
        _activity = httpContext.Features.Get<IHttpActivityFeature>()?.Activity;
        _activity?.AddTag("grpc.method", MethodCore);
        httpContext.Response.ContentType = GrpcContentType.Value;
        if (options.ResponseCompressionAlgorithm is { } algorithm and not WireHeaders.Identity && ClientAccepts(algorithm))
            SetResponseEncoding(algorithm);
        _deadline = ServerDeadline.Start(this, logger);
    }

    public HttpContext HttpContext { get; }

    ServerCallContext IServerCallContextFeature.ServerCallContext => this;

    public bool IsEnded => Volatile.Read(ref _ended) != 0;

    public string? RequestEncoding => HttpContext.Request.Headers[WireHeaders.Encoding];

    /// <summary>How the next message is to be compressed; null: not.</summary>
    public ICompressionProvider? ResponseCompression
    {
        get
        {
            if (_responseEncoding is null or WireHeaders.Identity) return null;
            if (WriteOptions is { } write && write.Flags.HasFlag(WriteFlags.NoCompress)) return null;
            return _options.Compression.TryGetValue(_responseEncoding, out var provider)
                ? provider
                : throw new InvalidOperationException($"The response's encoding '{_responseEncoding}' has no compression provider.");
        }
    }

    protected override string MethodCore => HttpContext.Request.Path.Value!;

    protected override string HostCore => HttpContext.Request.Host.Value!;

    protected override string PeerCore => (HttpContext.Connection.RemoteIpAddress, HttpContext.Connection.RemotePort) switch
    {
        (null, _) => "unknown",
        ({ AddressFamily: AddressFamily.InterNetwork } address, var port) => $"ipv4:{address}:{port}",
        ({ AddressFamily: AddressFamily.InterNetworkV6 } address, var port) => $"ipv6:[{address}]:{port}",
        var (address, port) => $"unknown:{address}:{port}",
    };

    protected override DateTime DeadlineCore => _deadline?.At ?? DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadRequestHeaders();

    protected override CancellationToken CancellationTokenCore => _deadline?.CancellationToken ?? HttpContext.RequestAborted;

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore
    {
        get => _status;
        set => _status = value;
    }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => HttpContext.Connection.ClientCertificate is null
        ? Unauthenticated
        : throw new NotSupportedException("The identity of a client certificate needs the official package Grpc.AspNetCore (Grpc.AspNetCore.Server).");

    protected override IDictionary<object, object> UserStateCore => HttpContext.Items!;

    /// <summary>Sends the status and the trailers, unless the deadline did so before.</summary>
    /// <param name="error">What the handler threw; null if it returned.</param>
    public async Task EndAsync(Exception? error)
    {
        if (error is not null) LogError(error);
        try
        {
            if (TryEnd()) SendStatus(error is null ? _status : StatusOf(error));
        }
        finally
        {
            if (_deadline is not null) await _deadline.DisposeAsync();
        }
    }

    /// <summary>Ends the call although its handler still runs.</summary>
    public async Task ExceedDeadlineAsync()
    {
        if (!TryEnd()) return;

        _responseTrailers = null;
        SendStatus(new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"));
        await HttpContext.Features.GetRequiredFeature<IHttpResponseBodyFeature>().CompleteAsync();
        ResetStream();
    }

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        if (HttpContext.Response.HasStarted) throw new InvalidOperationException("Response headers can only be sent once per call.");

        foreach (var entry in responseHeaders)
        {
            if (entry.Key == WireHeaders.CompressionRequest)
                SetResponseEncoding(entry.Value);
            else
                ResponseStatus.Append(HttpContext.Response.Headers, entry);
        }

        await HttpContext.Response.BodyWriter.FlushAsync();
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Propagation tokens are not part of Grpc.AspNetCore; EnableCallContextPropagation does this for its clients.");

    private bool TryEnd() => Interlocked.Exchange(ref _ended, 1) == 0;

    private void SendStatus(Status status)
    {
        _status = status;
        ResponseStatus.Send(HttpContext.Response, status, _responseTrailers);
        _activity?.AddTag("grpc.status_code", status.StatusCode.ToString("D"));
    }

    private Status StatusOf(Exception error)
    {
        if (error is not RpcException rpc)
        {
            const string Hidden = "Exception was thrown by handler.";
            var detail = _options.EnableDetailedErrors ? $"{Hidden} {Describe(error)}" : Hidden;
            return new Status(StatusCode.Unknown, detail, error);
        }

        foreach (var entry in rpc.Trailers)
            ResponseTrailers.Add(entry);
        return rpc.Status;
    }

    private static string Describe(Exception error) =>
        $"{error.GetType().Name}: {error.Message}" + (error.InnerException is null ? "" : " " + Describe(error.InnerException));

    private void LogError(Exception error)
    {
        if (error is RpcException rpc)
            ServerLog.RpcFailed(_logger, MethodCore, rpc.StatusCode, rpc.Status.Detail);
        else if (error is OperationCanceledException or IOException && CancellationToken.IsCancellationRequested)
            ServerLog.MethodCanceled(_logger, MethodCore);
        else
            ServerLog.MethodFailed(_logger, error, MethodCore);
    }

    /// <summary>RST_STREAM with CANCEL: nothing more of the request is wanted.</summary>
    private void ResetStream()
    {
        const int Cancel = 0x8;
        const int Http3RequestCancelled = 0x10c;
        if (HttpContext.Features.Get<IHttpResetFeature>() is { } reset)
            reset.Reset(HttpProtocol.IsHttp3(HttpContext.Request.Protocol) ? Http3RequestCancelled : Cancel);
        else
            HttpContext.Abort();
    }

    private void SetResponseEncoding(string encoding)
    {
        _responseEncoding = encoding;
        HttpContext.Response.Headers[WireHeaders.Encoding] = encoding;
    }

    private bool ClientAccepts(string encoding) =>
        HttpContext.Request.Headers[WireHeaders.AcceptEncoding].ToString().Split(',', StringSplitOptions.TrimEntries).Contains(encoding, StringComparer.Ordinal);

    private Metadata ReadRequestHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in HttpContext.Request.Headers)
        {
            if (WireHeaders.IsReservedInRequest(name)) continue;
            foreach (var value in values)
                BinaryHeader.Add(metadata, name, value ?? "");
        }

        return metadata;
    }
}
