using System.Reflection;
using BoxBox.AppHost;
using BoxBox.Maestro.Colleagues;
using BoxBox.People;
using Microsoft.Extensions.Configuration;

namespace BoxBox.Tests.Fixtures.Deploy;

/// <summary>A setting as its options class has it.</summary>
internal sealed record KnownSetting(string Name, PropertyInfo Property, object? Default);

/// <summary>The settings that a service reads, as its options classes have them: their section and their properties.</summary>
internal static class KnownSettings
{
    // Of OpenTelemetry's own, and of the framework's.
    private static readonly string[] Standard = ["OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_EXPORTER_OTLP_ENDPOINT", "ConnectionStrings:nats"];

    private static readonly string[] Services = ["PaddockGateway", "Maestro", "Panettiere", "Fornaio", "Fattorino"];

    /// <summary>Of any service.</summary>
    public static IEnumerable<string> All => Services.SelectMany(Of);

    /// <summary>Of any service, with what their classes say of them.</summary>
    public static IEnumerable<KnownSetting> OfServices => Services.SelectMany(OptionsOf).DistinctBy(setting => setting.Name);

    public static IEnumerable<KnownSetting> OfTheAppHost => PropertiesOf(new AppHostOptions(), "");

    /// <param name="service">As its project is named, without <c>BoxBox.</c></param>
    public static HashSet<string> Of(string service) => new(OptionsOf(service).Select(setting => setting.Name).Concat(Standard), StringComparer.OrdinalIgnoreCase);

    /// <summary>The setting that a variable of the environment is.</summary>
    public static string NameOf(string variable) => variable.Replace("__", ":", StringComparison.Ordinal);

    private static IEnumerable<KnownSetting> OptionsOf(string service)
    {
        var own = Assembly.Load($"BoxBox.{service}");
        var assemblies = own.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("BoxBox.", StringComparison.Ordinal)).Select(Assembly.Load).Append(own);
        return assemblies.SelectMany(assembly => assembly.GetTypes()).SelectMany(OfOptions);
    }

    private static IEnumerable<KnownSetting> OfOptions(Type type)
    {
        if (type == typeof(PeopleOptions))
            return PropertiesOf(new PeopleOptions(), "");
        if (type == typeof(ColleagueOptions))
            return new[] { "Panettiere", "Fornaio" }.SelectMany(colleague => PropertiesOf(new ColleagueOptions(), $"{ColleagueOptions.SectionOf(colleague)}:"));
        return type.GetField("Section", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.GetRawConstantValue() is string section
            ? PropertiesOf(Activator.CreateInstance(type, nonPublic: true)!, $"{section}:")
            : [];
    }

    private static IEnumerable<KnownSetting> PropertiesOf(object options, string prefix) => options.GetType().GetProperties().SelectMany(property =>
        property.PropertyType is { IsClass: true } type && type.Namespace?.StartsWith("BoxBox", StringComparison.Ordinal) == true ? PropertiesOf(property.GetValue(options)!, $"{prefix}{property.Name}:")
        : property.SetMethod is not null ? [new KnownSetting($"{prefix}{property.GetCustomAttribute<ConfigurationKeyNameAttribute>()?.Name ?? property.Name}", property, property.GetValue(options))]
        : []);
}
