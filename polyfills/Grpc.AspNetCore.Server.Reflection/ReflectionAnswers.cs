using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;

namespace Grpc.Reflection;

/// <summary>What this application's services have to say about themselves, in any version of the protocol.</summary>
internal sealed class ReflectionAnswers
{
    private readonly SymbolRegistry _symbols;

    public ReflectionAnswers(EndpointDataSource endpoints)
    {
        var services = endpoints.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
            .OfType<Type>()
            .Distinct()
            .Select(GetDescriptor)
            .OfType<ServiceDescriptor>()
            .ToArray();
        Services = [.. services.Select(service => service.FullName)];
        _symbols = SymbolRegistry.FromFiles(services.Select(service => service.File));
    }

    public IReadOnlyList<string> Services { get; }

    /// <summary>The file and all it imports; null where nobody knows it.</summary>
    public IEnumerable<ByteString>? FileByName(string name) => Closure(_symbols.FileByName(name));

    /// <summary>The file that declares the symbol and all it imports; null where nobody knows it.</summary>
    public IEnumerable<ByteString>? FileContainingSymbol(string symbol) => Closure(_symbols.FileContainingSymbol(symbol));

    private static IEnumerable<ByteString>? Closure(FileDescriptor? file)
    {
        if (file is null) return null;

        var files = new List<FileDescriptor> { file };
        for (var i = 0; i < files.Count; i++)
            files.AddRange(files[i].Dependencies.Where(dependency => !files.Contains(dependency)));
        return files.Distinct().Select(each => each.SerializedData);
    }

    /// <summary>From the generated class around the service's base class.</summary>
    private static ServiceDescriptor? GetDescriptor(Type serviceType)
    {
        for (var type = serviceType; type is not null; type = type.BaseType)
        {
            if (Attribute.GetCustomAttribute(type, typeof(BindServiceMethodAttribute), inherit: false) is BindServiceMethodAttribute bind)
                return bind.BindType.GetProperty("Descriptor")?.GetValue(null) as ServiceDescriptor;
        }

        return null;
    }
}
