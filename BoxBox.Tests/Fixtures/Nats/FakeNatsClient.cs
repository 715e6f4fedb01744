namespace BoxBox.Tests.Fixtures.Nats;

/// <summary>The client as the fake server sees it.</summary>
internal sealed class FakeNatsClient(Stream stream, CancellationToken stop) : IDisposable
{
    public const string Info = """INFO {"server_id":"fake","server_name":"fake","version":"2.9.10","headers":true,"max_payload":1048576,"proto":1,"client_id":1,"host":"127.0.0.1","port":4222}""";

    private readonly StreamReader _reader = new(stream, Encoding.ASCII);

    /// <summary>INFO, CONNECT, PING, PONG.</summary>
    public async Task GreetAsync()
    {
        await SendAsync(Info + "\r\n");
        await ExpectAsync("PING");
        await SendAsync("PONG\r\n");
    }

    /// <summary>Reads lines until one starts with <paramref name="word"/>.</summary>
    public async Task<string> ExpectAsync(string word)
    {
        while (await _reader.ReadLineAsync(stop) is { } line)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
                return line;
        }

        throw new EndOfStreamException($"The client left before {word}");
    }

    /// <summary>Waits for a subscription and returns its id.</summary>
    public async Task<string> ExpectSubscriptionAsync() => (await ExpectAsync("SUB ")).Split(' ')[^1];

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await stream.WriteAsync(bytes, stop);

    /// <summary>Until the client closes or the test is over.</summary>
    public Task ListenAsync() => ExpectAsync("never");

    public void Dispose() => _reader.Dispose();
}
