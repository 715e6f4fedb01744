using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What holds for one service's methods: its own options over the global ones.</summary>
internal sealed class MethodOptions
{
    private const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    private MethodOptions(GrpcServiceOptions global, GrpcServiceOptions service)
    {
        MaxSendMessageSize = service.MaxSendMessageSizeSpecified ? service.MaxSendMessageSize : global.MaxSendMessageSize;
        MaxReceiveMessageSize = service.MaxReceiveMessageSizeSpecified ? service.MaxReceiveMessageSize : global.MaxReceiveMessageSize;
        EnableDetailedErrors = service.EnableDetailedErrors ?? global.EnableDetailedErrors ?? false;
        IgnoreUnknownServices = global.IgnoreUnknownServices ?? false;
        IgnoreUnknownMethods = service.IgnoreUnknownServices ?? IgnoreUnknownServices;
        ResponseCompressionAlgorithm = service.ResponseCompressionAlgorithm ?? global.ResponseCompressionAlgorithm;
        ResponseCompressionLevel = service.ResponseCompressionLevel ?? global.ResponseCompressionLevel;
        SuppressCreatingService = service.SuppressCreatingService || global.SuppressCreatingService;
        Interceptors = [.. global.Interceptors, .. service.Interceptors];
        Compression = (service.ConfiguredCompressionProviders ?? []).Concat(global.CompressionProviders)
            .DistinctBy(provider => provider.EncodingName, StringComparer.Ordinal)
            .ToDictionary(provider => provider.EncodingName, StringComparer.Ordinal);
        if (ResponseCompressionAlgorithm is { } algorithm && algorithm != "identity" && !Compression.ContainsKey(algorithm))
            throw new InvalidOperationException($"The configured response compression algorithm '{algorithm}' has no compression provider.");
    }

    public int? MaxSendMessageSize { get; }

    public int? MaxReceiveMessageSize { get; }

    public bool EnableDetailedErrors { get; }

    public bool IgnoreUnknownServices { get; }

    public bool IgnoreUnknownMethods { get; }

    public string? ResponseCompressionAlgorithm { get; }

    public CompressionLevel? ResponseCompressionLevel { get; }

    public bool SuppressCreatingService { get; }

    public IReadOnlyList<InterceptorRegistration> Interceptors { get; }

    public IReadOnlyDictionary<string, ICompressionProvider> Compression { get; }

    public static MethodOptions Merge(GrpcServiceOptions global, GrpcServiceOptions service) => new(global, service);

    /// <summary>What holds where the application sets nothing.</summary>
    public static void SetDefaults(GrpcServiceOptions options)
    {
        if (!options.MaxReceiveMessageSizeSpecified)
        {
            options.MaxReceiveMessageSize = DefaultMaxReceiveMessageSize;
            options.MaxReceiveMessageSizeSpecified = false;
        }

        if (options.ConfiguredCompressionProviders is null)
            options.CompressionProviders = [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)];
    }
}
