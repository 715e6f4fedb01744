using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Net.ClientFactory.Internal;

/// <summary>Which client type has which name; a name is one type's.</summary>
internal sealed class ClientNames
{
    private readonly Dictionary<string, Type> _types = [];

    public bool Has(string name, Type type) => _types.TryGetValue(name, out var registered) && registered == type;

    public static void Reserve(IServiceCollection services, string name, Type type)
    {
        var names = services.Select(descriptor => descriptor.IsKeyedService ? null : descriptor.ImplementationInstance).OfType<ClientNames>().FirstOrDefault();
        if (names is null)
        {
            names = new ClientNames();
            services.AddSingleton(names);
        }

        if (names._types.TryGetValue(name, out var other) && other != type)
        {
            throw new InvalidOperationException(
                $"The gRPC client name '{name}' belongs to {other.FullName}; give {type.FullName} a name of its own with AddGrpcClient<T>(name, ...).");
        }

        names._types[name] = type;
    }
}
