using System.Security.Cryptography;

namespace NATS.Client.Core.Internal;

/// <summary>The servers of <see cref="NatsOpts.Url"/>, and those that they told us of.</summary>
internal sealed class ServerList
{
    private readonly ServerAddress[] _seeds;
    private readonly bool _inOrder;
    private volatile ServerAddress[] _discovered = [];

    public ServerList(NatsOpts opts)
    {
        _inOrder = opts.NoRandomize;
        _seeds = [.. opts.Url.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(url => ServerAddress.Parse(url, out _)).Distinct()];
        if (_seeds.Length == 0)
            throw new NatsException("NatsOpts.Url names no server");
    }

    /// <summary>Notes INFO's connect_urls; what cannot be read is left out.</summary>
    public void Learn(IEnumerable<string> urls)
    {
        var addresses = new List<ServerAddress>();
        foreach (var url in urls)
        {
            try
            {
                addresses.Add(ServerAddress.Parse(url, out _));
            }
            catch (NatsException)
            {
                // Another server's address that we do not understand must not break the connection to this one.
            }
        }

        if (addresses.Count > 0)
            _discovered = [.. addresses];
    }

    /// <summary>The servers in the order in which to try them: shuffled, unless told otherwise, with the one that failed last.</summary>
    public ServerAddress[] InOrder(ServerAddress? failed)
    {
        ServerAddress[] servers = [.. _seeds.Concat(_discovered).Distinct().Where(server => server != failed)];
        if (!_inOrder)
            RandomNumberGenerator.Shuffle(servers.AsSpan());
        return failed is { } last ? [.. servers, last] : servers;
    }

    public override string ToString() => string.Join(',', _seeds);
}
