using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Free ports for processes that cannot hold one before they start. They come from below the system's ephemeral range, so that no outgoing
/// connection takes one between its choice and its use, and none is given out twice in this process.
/// </summary>
internal static class PortPool
{
    private const int First = 10_000;
    private const int Attempts = 1_000;

    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Given = [];
    private static readonly int Last = EphemeralStart() - 1;

    public static int Next()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last + 1);
            lock (Gate)
            {
                if (IsFree(port) && Given.Add(port))
                {
                    return port;
                }
            }
        }

        throw new DistributedApplicationException($"No free port was found between {First} and {Last} in {Attempts} attempts.");
    }

    /// <summary>Whether nobody listens at the port, at any address of this machine.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var probe = Socket.OSSupportsIPv6
                ? new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true }
                : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, port));
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }

    private static int EphemeralStart()
    {
        const string Range = "/proc/sys/net/ipv4/ip_local_port_range";
        var start = File.Exists(Range) && int.TryParse(File.ReadAllText(Range).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], out var low) ? low : 32_768;
        return start > First + Attempts ? start : 65_536;
    }
}
