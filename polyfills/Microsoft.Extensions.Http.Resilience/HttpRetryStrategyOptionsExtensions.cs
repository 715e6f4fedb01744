using Polly;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Keeps requests from being tried again that must not be.</summary>
public static class HttpRetryStrategyOptionsExtensions
{
    /// <summary>No second try for methods that change something: POST, PATCH, PUT, DELETE, CONNECT.</summary>
    public static void DisableForUnsafeHttpMethods(this HttpRetryStrategyOptions options) =>
        DisableFor(options, HttpMethod.Delete, HttpMethod.Patch, HttpMethod.Post, HttpMethod.Put, HttpMethod.Connect);

    /// <summary>No second try for these methods.</summary>
    public static void DisableFor(this HttpRetryStrategyOptions options, params HttpMethod[] methods)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(methods);
        ArgumentOutOfRangeException.ThrowIfZero(methods.Length, nameof(methods));
        var others = options.ShouldHandle;
        options.ShouldHandle = async args =>
            await others(args)
            && (args.Context.Properties.TryGetValue(ResilienceHandler.RequestKey, out var request) ? request : args.Outcome.Result?.RequestMessage) is var sent
            && (sent is null || !methods.Contains(sent.Method));
    }
}
