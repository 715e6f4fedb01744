using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>What a pipeline may be configured from.</summary>
public sealed class ResilienceHandlerContext
{
    internal ResilienceHandlerContext(IServiceProvider services, string builderName) => (ServiceProvider, BuilderName) = (services, builderName);

    /// <summary>The application's services.</summary>
    public IServiceProvider ServiceProvider { get; }

    /// <summary>The pipeline's name.</summary>
    public string BuilderName { get; }

    /// <summary>The options of that name.</summary>
    public TOptions GetOptions<TOptions>(string? name = null) => ServiceProvider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name);
}
