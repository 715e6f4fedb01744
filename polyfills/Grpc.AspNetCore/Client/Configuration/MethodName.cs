using System.Collections.ObjectModel;

namespace Grpc.Net.Client.Configuration;

/// <summary>A method, all of a service's (no <see cref="Method"/>), or all there are (neither).</summary>
public sealed class MethodName : ConfigObject
{
    /// <summary>All methods.</summary>
    public static readonly MethodName Default = new(ReadOnlyDictionary<string, object>.Empty);

    public MethodName()
    {
    }

    private MethodName(IDictionary<string, object> inner) : base(inner)
    {
    }

    public string? Service
    {
        get => Get<string>("service");
        set => Set("service", value);
    }

    public string? Method
    {
        get => Get<string>("method");
        set => Set("method", value);
    }
}
