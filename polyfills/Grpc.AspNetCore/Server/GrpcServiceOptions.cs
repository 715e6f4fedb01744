using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>How services are served; see <see cref="GrpcServiceOptions{TService}"/> for one service's own.</summary>
public class GrpcServiceOptions
{
    private int? _maxSendMessageSize;
    private int? _maxReceiveMessageSize;

    /// <summary>The longest message to send, in bytes. None: no limit.</summary>
    public int? MaxSendMessageSize
    {
        get => _maxSendMessageSize;
        set
        {
            _maxSendMessageSize = value;
            MaxSendMessageSizeSpecified = true;
        }
    }

    /// <summary>Whether the limit was set, if only to none.</summary>
    public bool MaxSendMessageSizeSpecified { get; set; }

    /// <summary>The longest message to take, in bytes; 4 MiB by default. None: no limit.</summary>
    public int? MaxReceiveMessageSize
    {
        get => _maxReceiveMessageSize;
        set
        {
            _maxReceiveMessageSize = value;
            MaxReceiveMessageSizeSpecified = true;
        }
    }

    /// <summary>Whether the limit was set, if only to none.</summary>
    public bool MaxReceiveMessageSizeSpecified { get; set; }

    /// <summary>Whether clients see the messages of exceptions; no by default, since they may tell secrets.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>The <c>grpc-encoding</c> of responses to clients that accept it. None: not compressed.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>Encodings beside identity; gzip and deflate by default.</summary>
    public IList<ICompressionProvider> CompressionProviders
    {
        get => ConfiguredCompressionProviders ??= [];
        set => ConfiguredCompressionProviders = value;
    }

    /// <summary>Whether unknown services and methods are left to the rest of the application instead of UNIMPLEMENTED.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>The first sees a call first; the global ones come before a service's own.</summary>
    public InterceptorCollection Interceptors { get; } = [];

    /// <summary>Whether services are never created by the framework, so that interceptors have to answer all calls.</summary>
    public bool SuppressCreatingService { get; set; }

    internal IList<ICompressionProvider>? ConfiguredCompressionProviders { get; private set; }
}
