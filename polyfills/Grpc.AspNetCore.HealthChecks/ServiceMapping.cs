namespace Grpc.AspNetCore.HealthChecks;

/// <summary>A gRPC service and the health checks that count for it.</summary>
public sealed class ServiceMapping
{
    public ServiceMapping(string name, Func<HealthCheckMapContext, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(predicate);
        Name = name;
        HealthCheckPredicate = predicate;
    }

    public string Name { get; }

    public Func<HealthCheckMapContext, bool>? HealthCheckPredicate { get; }

    internal bool Counts(string check, IEnumerable<string> tags) => HealthCheckPredicate?.Invoke(new HealthCheckMapContext(check, tags)) is not false;
}
