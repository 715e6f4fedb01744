using Google.Protobuf.Reflection;

namespace Grpc.Reflection;

/// <summary>Finds the .proto file of a name.</summary>
public class SymbolRegistry
{
    private readonly Dictionary<string, FileDescriptor> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _bySymbol = new(StringComparer.Ordinal);

    private SymbolRegistry()
    {
    }

    /// <summary>Knows the files and all they import.</summary>
    public static SymbolRegistry FromFiles(IEnumerable<FileDescriptor> fileDescriptors)
    {
        ArgumentNullException.ThrowIfNull(fileDescriptors);
        var registry = new SymbolRegistry();
        foreach (var file in fileDescriptors)
            registry.Add(file);
        return registry;
    }

    public FileDescriptor? FileByName(string filename) => _byName.GetValueOrDefault(filename);

    /// <param name="symbol">The full name of a message, enum, service or method.</param>
    public FileDescriptor? FileContainingSymbol(string symbol) => _bySymbol.GetValueOrDefault(symbol);

    private void Add(FileDescriptor file)
    {
        if (!_byName.TryAdd(file.Name, file)) return;

        foreach (var dependency in file.Dependencies)
            Add(dependency);
        Add(file.EnumTypes);
        Add(file.MessageTypes);
        Add(file.Services);
        Add(file.Services.SelectMany(service => service.Methods));
    }

    private void Add(IEnumerable<IDescriptor> symbols)
    {
        foreach (var symbol in symbols)
        {
            _bySymbol[symbol.FullName] = symbol.File;
            if (symbol is not MessageDescriptor message) continue;
            Add(message.EnumTypes);
            Add(message.NestedTypes);
        }
    }
}
