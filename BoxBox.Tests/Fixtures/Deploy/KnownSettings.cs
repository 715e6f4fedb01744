using System.Reflection;
using BoxBox.Maestro.Colleagues;
using BoxBox.People;

namespace BoxBox.Tests.Fixtures.Deploy;

/// <summary>The settings that a service reads, as its options classes have them: their section and their properties.</summary>
internal static class KnownSettings
{
    // Of OpenTelemetry's own, and of the framework's.
    private static readonly string[] Standard = ["OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_EXPORTER_OTLP_ENDPOINT", "ConnectionStrings:nats"];

    private static readonly string[] Services = ["PaddockGateway", "Maestro", "Panettiere", "Fornaio", "Fattorino"];

    /// <summary>Of any service.</summary>
    public static IEnumerable<string> All => Services.SelectMany(Of);

    /// <param name="service">As its project is named, without <c>BoxBox.</c></param>
    public static HashSet<string> Of(string service)
    {
        var own = Assembly.Load($"BoxBox.{service}");
        var assemblies = own.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("BoxBox.", StringComparison.Ordinal)).Select(Assembly.Load).Append(own);
        var known = assemblies.SelectMany(assembly => assembly.GetTypes()).SelectMany(OfOptions).Concat(Standard);
        return new HashSet<string>(known, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The setting that a variable of the environment is.</summary>
    public static string NameOf(string variable) => variable.Replace("__", ":", StringComparison.Ordinal);

    private static IEnumerable<string> OfOptions(Type type)
    {
        if (type == typeof(PeopleOptions))
            return PropertiesOf(type, "");
        if (type == typeof(ColleagueOptions))
            return new[] { "Panettiere", "Fornaio" }.SelectMany(colleague => PropertiesOf(type, $"{ColleagueOptions.SectionOf(colleague)}:"));
        return type.GetField("Section", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.GetRawConstantValue() is string section ? PropertiesOf(type, $"{section}:") : [];
    }

    private static IEnumerable<string> PropertiesOf(Type type, string prefix) =>
        type.GetProperties().Where(property => property.SetMethod is not null).SelectMany(property =>
            property.PropertyType.Namespace?.StartsWith("BoxBox", StringComparison.Ordinal) == true && property.PropertyType.IsClass
                ? PropertiesOf(property.PropertyType, $"{prefix}{property.Name}:")
                : [$"{prefix}{property.Name}"]);
}
