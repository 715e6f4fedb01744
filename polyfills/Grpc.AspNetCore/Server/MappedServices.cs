using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The methods that an application has mapped so far.</summary>
internal sealed class MappedServices
{
    private readonly HashSet<string> _services = new(StringComparer.Ordinal);

    public bool Any => _services.Count > 0;

    /// <summary>False where the service was mapped before.</summary>
    public bool Add(IMethod method) => _services.Add(method.ServiceName);
}
