using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>A client's pipeline in the making.</summary>
public interface IHttpResiliencePipelineBuilder
{
    /// <summary>The name that its options have.</summary>
    string PipelineName { get; }

    /// <summary>The application's services.</summary>
    IServiceCollection Services { get; }
}
