using System.Globalization;
using System.Net.Sockets;

namespace BoxBox.Tests.Fixtures.PaddockGateway;

/// <summary>Sends bytes that no decent client would, and reads the answer until the server closes the connection, as the request must ask it to.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>The status (0 where the server just closed the connection) and everything it said.</returns>
    public static async Task<(int Status, string Text)> SendAsync(Uri server, byte[] request)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port, deadline.Token);
        var stream = socket.GetStream();
        var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(request, deadline.Token);
            await stream.CopyToAsync(answer, deadline.Token);
        }
        catch (IOException)
        {
            // The server may hang up on the rest once it has answered.
        }

        var text = Encoding.Latin1.GetString(answer.ToArray());
        var status = text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;
        return (status, text);
    }

    public static byte[] Request(string head, ReadOnlySpan<byte> body = default) => [.. Encoding.Latin1.GetBytes(head), .. body];
}
