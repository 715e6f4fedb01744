using System.Collections.Concurrent;
using Polly;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>One pipeline a name for the life of the application, so that a circuit stays open when handlers are renewed.</summary>
internal sealed class PipelineRegistry
{
    private readonly ConcurrentDictionary<string, Lazy<ResiliencePipeline<HttpResponseMessage>>> _pipelines = new(StringComparer.Ordinal);

    public ResiliencePipeline<HttpResponseMessage> Get(string name, Func<ResiliencePipeline<HttpResponseMessage>> build) =>
        _pipelines.GetOrAdd(name, _ => new(build)).Value;
}
