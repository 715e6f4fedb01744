namespace BoxBox.Maestro.Colleagues;

/// <summary>Where a colleague is, as the configuration tells it.</summary>
internal static class Whereabouts
{
    /// <summary>His endpoint named "grpc"; the one named "http" answers health checks, and speaks HTTP/1.1.</summary>
    public static string DefaultAddressOf(string name) => $"http://_grpc.{ServiceNameOf(name)}";

    /// <summary>Whether the settings say where a colleague is, by an address or by a reference of service discovery.</summary>
    public static bool KnowsColleague(this IConfiguration configuration, string name) =>
        configuration.GetSection($"{ColleagueOptions.SectionOf(name)}:{nameof(ColleagueOptions.Address)}").Exists()
        || configuration.GetSection(ReferenceTo(ServiceNameOf(name), "grpc")).Exists();

    /// <summary>What service discovery knows of a service, or of one endpoint of it.</summary>
    public static string ReferenceTo(string service, string? endpoint = null) => endpoint is null ? $"services:{service}" : $"services:{service}:{endpoint}";

#pragma warning disable CA1308 // Service discovery's names are in lower case.
    private static string ServiceNameOf(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>
    /// A name of service discovery that no reference gives an address resolves to nothing. Asked, he would look like one who is away, for ever, and
    /// nobody would say why: so it stops the service.
    /// </summary>
    internal sealed class Check(IConfiguration configuration) : IValidateOptions<ColleagueOptions>
    {
        public ValidateOptionsResult Validate(string? name, ColleagueOptions options)
        {
            // http://_grpc.panettiere is the endpoint named grpc of the service panettiere.
            if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address) || address.Host.Split('.', 2) is not [['_', .. var endpoint], var service])
                return ValidateOptionsResult.Skip;
            var reference = ReferenceTo(service, endpoint);
            return configuration.GetSection(reference).Exists()
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{name}:Address is {options.Address}, and resolves to nothing: there is no {reference}:0 in the configuration. "
                    + "Reference him in the AppHost, or give an address like http://host:port.");
        }
    }
}
