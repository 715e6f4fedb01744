namespace Aspire.Hosting.ApplicationModel;

public static class CustomResourceKnownProperties
{
    public static string Source { get; } = "resource.source";
    public static string ConnectionString { get; } = "resource.connectionString";
}
