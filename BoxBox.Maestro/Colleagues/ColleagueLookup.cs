using System.Net;
using System.Net.Sockets;

namespace BoxBox.Maestro.Colleagues;

/// <summary>
/// Looks once, at start, whether anybody knows the host of a colleague's address: a misspelt one would look like a colleague who is away. Only told,
/// since a host may get its name after the Maestro got his.
/// </summary>
internal sealed class ColleagueLookup(string name, IOptionsMonitor<ColleagueOptions> options, IConfiguration configuration, ILogger<ColleagueLookup> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var setting = ColleagueOptions.SectionOf(name);
        var colleague = options.Get(setting);
        if (colleague.Host is not { } host || configuration.GetSection(Whereabouts.ReferenceTo(host)).Exists())
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
