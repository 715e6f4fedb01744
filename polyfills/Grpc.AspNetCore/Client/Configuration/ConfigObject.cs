namespace Grpc.Net.Client.Configuration;

/// <summary>A part of a service config, over the dictionary that its JSON would be.</summary>
public abstract class ConfigObject
{
    internal ConfigObject() : this(new Dictionary<string, object>())
    {
    }

    internal ConfigObject(IDictionary<string, object> inner) => Inner = inner;

    public IDictionary<string, object> Inner { get; }

    internal T? Get<T>(string key) => Inner.TryGetValue(key, out var value) ? (T)value : default;

    internal void Set(string key, object? value)
    {
        if (value is null)
            Inner.Remove(key);
        else
            Inner[key] = value;
    }

    internal IList<T> List<T>(string key)
    {
        if (Get<IList<T>>(key) is { } list) return list;

        list = [];
        Set(key, list);
        return list;
    }
}
