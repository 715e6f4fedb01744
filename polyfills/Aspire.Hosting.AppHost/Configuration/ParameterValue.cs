using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Configuration;

/// <summary>Where parameters and connection strings get their values: the configuration first, then the default.</summary>
internal static class ParameterValue
{
    public static string Read(IDistributedApplicationBuilder builder, string name, ParameterDefault? @default, string? configurationKey = null)
    {
        var key = configurationKey ?? $"Parameters:{name}";
        return builder.Configuration[key]
            ?? builder.Configuration[key.Replace('-', '_')]
            ?? @default?.GetDefaultValue()
            ?? throw new MissingParameterValueException($"Parameter resource could not be used because configuration key '{key}' is missing and the Parameter has no default value.");
    }

    public static string ReadConnectionString(IDistributedApplicationBuilder builder, string name) =>
        builder.Configuration.GetConnectionString(name)
        ?? builder.Configuration.GetConnectionString(name.Replace('-', '_'))
        ?? throw new MissingParameterValueException($"Connection string parameter resource could not be used because connection string '{name}' is missing.");
}
