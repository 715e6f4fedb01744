using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Grpc.Net.Compression;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>How a channel sends and what it takes.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>None: what the address's scheme says.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>The longest message to send, in bytes. None: no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>The longest message to take, in bytes; 4 MiB by default. None: no limit.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Caps the attempts that retry policies ask for; 5 by default. None: no cap.</summary>
    public int? MaxRetryAttempts { get; set; } = 5;

    /// <summary>Bytes that all calls together may keep for retries; 16 MiB by default. None: no limit.</summary>
    public long? MaxRetryBufferSize { get; set; } = 16 * 1024 * 1024;

    /// <summary>Bytes that one call may keep for retries; 1 MiB by default. None: no limit. A larger call is sent, but not retried.</summary>
    public long? MaxRetryBufferPerCallSize { get; set; } = 1024 * 1024;

    /// <summary>Encodings beside identity. None: gzip and deflate.</summary>
    public IList<ICompressionProvider>? CompressionProviders { get; set; }

    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Not together with <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Not together with <see cref="HttpClient"/>.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel disposes the client or handler that it was given.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Whether a cancelled call throws <see cref="OperationCanceledException"/> instead of <see cref="RpcException"/>.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    public ServiceConfig? ServiceConfig { get; set; }

    public bool DisableResolverServiceConfig { get; set; }

    public IServiceProvider? ServiceProvider { get; set; }

    /// <summary>None: 2.0.</summary>
    public Version? HttpVersion { get; set; }

    /// <summary>None: exactly <see cref="HttpVersion"/>.</summary>
    public HttpVersionPolicy? HttpVersionPolicy { get; set; }
}
