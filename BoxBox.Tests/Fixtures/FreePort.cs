using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace BoxBox.Tests.Fixtures;

/// <summary>
/// Loopback ports for programs that have to be told one before they start. They come from below the range that systems take ports from
/// themselves: else an outgoing connection or another test's server gets one between its choice and its use, or while the program is killed.
/// </summary>
internal static class FreePort
{
    private const int Lowest = 10_000;
    private const int Highest = 30_000;

    private static readonly ConcurrentDictionary<int, bool> Given = [];

    /// <summary>A port that is free now, and that no other test of this run gets.</summary>
    public static int Next() => FirstOf(1);

    /// <summary>The first of so many such ports in a row.</summary>
    public static int FirstOf(int count)
    {
        int first;
        do
        {
            first = RandomNumberGenerator.GetInt32(Lowest, Highest);
        }
        while (!Enumerable.Range(first, count).All(port => IsFree(port) && Given.TryAdd(port, true)));

        return first;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
