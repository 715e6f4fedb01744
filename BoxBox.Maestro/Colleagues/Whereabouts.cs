using System.Net;
using System.Net.Sockets;

namespace BoxBox.Maestro.Colleagues;

/// <summary>Where a colleague is, as the configuration says. What service discovery knows of an endpoint is <c>services:SERVICE:ENDPOINT:0</c> there.</summary>
internal static class Whereabouts
{
    /// <summary>Whether the settings say where a colleague is, by an address or by a reference of service discovery.</summary>
    public static bool KnowsColleague(this IConfiguration configuration, string name) =>
        configuration.GetSection($"{ColleagueOptions.SectionOf(name)}:{nameof(ColleagueOptions.Address)}").Exists()
        || configuration.GetSection($"services:{name}:grpc").Exists();

    /// <summary>
    /// A name of service discovery that no reference gives an address resolves to nothing. Asked, he would look like one who is away, for ever, and
    /// nobody would say why: so it stops the service.
    /// </summary>
    internal sealed class Check(IConfiguration configuration) : IValidateOptions<ColleagueOptions>
    {
        public ValidateOptionsResult Validate(string? name, ColleagueOptions options)
        {
            // http://_grpc.panettiere is the endpoint named grpc of the service panettiere.
            if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address)
                || address.Host.Split('.', 2) is not [['_', .. var endpoint], var service])
                return ValidateOptionsResult.Skip;
            return configuration.GetSection($"services:{service}:{endpoint}").Exists()
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{name}:Address is {options.Address}, and resolves to nothing: there is no services:{service}:{endpoint}:0 in the configuration. "
                    + "Reference him in the AppHost, or give an address like http://host:port.");
        }
    }

    /// <summary>
    /// Looks once, at start, whether anybody knows the host of a colleague's address: a misspelt one would look like a colleague who is away. Only told,
    /// since a host may get its name after the Maestro got his.
    /// </summary>
    internal sealed class Lookup(string name, IOptionsMonitor<ColleagueOptions> options, IConfiguration configuration, ILogger<Lookup> logger)
        : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var setting = ColleagueOptions.SectionOf(name);
            var colleague = options.Get(setting);
            if (colleague.Host is not { } host || configuration.GetSection($"services:{host}").Exists())
                return;
            try
            {
                await Dns.GetHostAddressesAsync(host, stoppingToken);
            }
            catch (SocketException error)
            {
                Log.NobodyKnows(logger, setting, colleague.Address, host, error.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // Told to stop: nobody is asked any more.
            }
        }
    }
}
