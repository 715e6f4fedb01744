using System.IO.Compression;
using System.Net;
using Grpc.Core;
using Grpc.Net.Client.Internal;
using Grpc.Net.Compression;
using Grpc.Net.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>A way to one gRPC server over an HTTP handler; safe for concurrent use. Disposing it cancels its calls.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly HttpMessageInvoker _http;
    private readonly bool _disposeHttp;

    private GrpcChannel(Uri address, GrpcChannelOptions options) : base(address.Authority)
    {
        CheckAddress(address, options.Credentials);
        if (options is { HttpClient: not null, HttpHandler: not null })
            throw new ArgumentException($"A channel takes {nameof(options.HttpClient)} or {nameof(options.HttpHandler)}, not both.");

        Address = address;
        Disposed = _disposed.Token;
        _disposeHttp = options.DisposeHttpClient || options is { HttpClient: null, HttpHandler: null };
        _http = options.HttpClient
            ?? new HttpMessageInvoker(options.HttpHandler ?? new SocketsHttpHandler { EnableMultipleHttp2Connections = true }, _disposeHttp);
        HttpVersion = options.HttpVersion ?? System.Net.HttpVersion.Version20;
        HttpVersionPolicy = options.HttpVersionPolicy ?? System.Net.Http.HttpVersionPolicy.RequestVersionExact;
        MaxSendMessageSize = options.MaxSendMessageSize;
        MaxReceiveMessageSize = options.MaxReceiveMessageSize;
        ThrowOperationCanceledOnCancellation = options.ThrowOperationCanceledOnCancellation;
        Compression = (options.CompressionProviders ?? [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)])
            .ToDictionary(provider => provider.EncodingName, StringComparer.Ordinal);
        AcceptEncoding = string.Join(',', [WireHeaders.Identity, .. Compression.Keys]);
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Grpc.Net.Client.Internal.GrpcCall");
        MethodConfigs = new MethodConfigs(options.ServiceConfig, options.MaxRetryAttempts);
        RetryThrottle = RetryThrottle.Create(options.ServiceConfig?.RetryThrottling);
        RetryBuffer = new RetryBuffer(options.MaxRetryBufferPerCallSize, options.MaxRetryBufferSize);
    }

    internal static string UserAgent { get; } = $"grpc-dotnet/2.76.0 (polyfill; .NET {Environment.Version})";

    internal Uri Address { get; }

    internal CancellationToken Disposed { get; }

    internal Version HttpVersion { get; }

    internal HttpVersionPolicy HttpVersionPolicy { get; }

    internal int? MaxSendMessageSize { get; }

    internal int? MaxReceiveMessageSize { get; }

    internal bool ThrowOperationCanceledOnCancellation { get; }

    internal IReadOnlyDictionary<string, ICompressionProvider> Compression { get; }

    internal string AcceptEncoding { get; }

    internal ILogger Logger { get; }

    internal MethodConfigs MethodConfigs { get; }

    internal RetryThrottle? RetryThrottle { get; }

    internal RetryBuffer RetryBuffer { get; }

    internal Jitter Jitter { get; } = new();

    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) => ForAddress(new Uri(address), channelOptions);

    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <param name="address">http: HTTP/2 without TLS; https: with it.</param>
    /// <exception cref="NotSupportedException">The address has another scheme.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    public override CallInvoker CreateCallInvoker()
    {
        ThrowIfDisposed();
        return new HttpCallInvoker(this);
    }

    public void Dispose()
    {
        if (_disposed.IsCancellationRequested) return;
        _disposed.Cancel();
        if (_disposeHttp) _http.Dispose();
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _http is HttpClient client
        ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
        : _http.SendAsync(request, cancellationToken);

    internal ICompressionProvider GetCompression(string encoding) => Compression.TryGetValue(encoding, out var provider)
        ? provider
        : throw new InvalidOperationException($"The request's encoding '{encoding}' has no compression provider.");

    private static void CheckAddress(Uri address, ChannelCredentials? credentials)
    {
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            throw new NotSupportedException($"The scheme '{address.Scheme}': {Unsupported.LoadBalancing}");
        if (credentials == ChannelCredentials.Insecure && address.Scheme == Uri.UriSchemeHttps)
            throw new InvalidOperationException($"Channel is configured with insecure channel credentials and can't use a HttpClient with a '{address.Scheme}' scheme.");
        if (credentials is SslCredentials && address.Scheme == Uri.UriSchemeHttp)
            throw new InvalidOperationException($"Channel is configured with secure channel credentials and can't use a HttpClient with a '{address.Scheme}' scheme.");
    }
}
