using System.Text;
using NATS.Client.Core;

namespace BoxBox.Tests.Polyfills.Nats;

public sealed class HostileServerTests
{
    public static TheoryData<string> HostileFrames { get; } =
    [
        "GARBAGE\r\n",
        "\r\n",
        "\0\0\0\0\r\n",
        "MSG\r\n",
        "MSG \r\n",
        "MSG subject\r\n",
        "MSG subject 1\r\n",
        "MSG a b c d e f g\r\n",
        "MSG subject one 3\r\nabc\r\n",
        "MSG subject 1 -3\r\nabc\r\n",
        "MSG subject 1 99999999999999999999\r\n",
        "MSG subject 1 2147483647\r\n",
        "MSG subject 1 3\r\nabcdef\r\n",
        "HMSG subject 1 3\r\nabc\r\n",
        "HMSG subject 1 10 5\r\nabcde\r\n",
        "HMSG subject 1 -1 5\r\nabcde\r\n",
        "INFO {\"max_payload\": \r\n",
        "INFO nothing\r\n",
        "-ERRR",
        "PONGPONG",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(HostileFrames))]
    public async Task A_broken_frame_costs_the_connection_and_nothing_else(string frame)
    {
        await using var server = new FakeNatsServer(async (client, number) =>
        {
            await client.GreetAsync();
            var sid = await client.ExpectSubscriptionAsync();
            if (number == 0)
            {
                await client.SendAsync(frame);
                return;
            }

            await client.SendAsync($"MSG subject {sid} 5\r\nalive\r\n");
            await client.ListenAsync();
        });
        await using var connection = new NatsConnection(Impatient(server.Url));
        var lost = connection.NextDisconnected();

        await using var sub = await connection.SubscribeCoreAsync<string>("subject", cancellationToken: Token);

        await lost.InTime(Token);
        Assert.Equal("alive", await NextIntactAsync(sub));
    }

    [Fact]
    public async Task Frames_may_come_byte_by_byte()
    {
        await using var server = new FakeNatsServer(async (client, _) =>
        {
            await client.SendAsync(FakeNatsClient.Info + "\r\n");
            await client.ExpectAsync("PING");
            await client.SendAsync("+OK\r\nPONG\r\n");
            var sid = await client.ExpectSubscriptionAsync();
            await client.SendAsync($"PING\r\nMSG a.b {sid} 5\r\nhello\r\n+OK\r\nMSG\ta.c\t{sid}\treply.to  0\r\n\r\n");
            await client.SendAsync($"HMSG a.d {sid} 23 28\r\nNATS/1.0\r\nName: a:b\r\n\r\nworld\r\nmsg a.e {sid} 2\r\n\r\n\r\n");
            await client.ListenAsync();
        });
        await using var connection = new NatsConnection(Impatient(server.Url) with { SocketConnectionFactory = new OneByteSockets() });
        await using var sub = await connection.SubscribeCoreAsync<string>("a.*", cancellationToken: Token);

        var (first, second) = (await sub.Msgs.ReadAsync(Token).InTime(Token), await sub.Msgs.ReadAsync(Token).InTime(Token));
        var (third, fourth) = (await sub.Msgs.ReadAsync(Token).InTime(Token), await sub.Msgs.ReadAsync(Token).InTime(Token));

        Assert.Equal(("a.b", "hello"), (first.Subject, first.Data));
        Assert.Equal(("a.c", "reply.to", null), (second.Subject, second.ReplyTo, second.Data));
        Assert.Equal(("a.d", "world", "a:b"), (third.Subject, third.Data, third.Headers!["Name"].ToString()));
        Assert.Equal(("a.e", "\r\n"), (fourth.Subject, fourth.Data));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("NATS/1.0\r\nno colon\r\n\r\n")]
    [InlineData("NATS/1.0\r\n: no name\r\n\r\n")]
    [InlineData("NATS/1.0 abc\r\n\r\n")]
    [InlineData("NATS/1.0\r\nunended")]
    [InlineData("")]
    public async Task Broken_headers_are_an_error_of_their_message_alone(string headers)
    {
        await using var server = new FakeNatsServer(async (client, _) =>
        {
            await client.GreetAsync();
            var sid = await client.ExpectSubscriptionAsync();
            await client.SendAsync($"HMSG subject {sid} {headers.Length} {headers.Length + 4}\r\n{headers}body\r\nMSG subject {sid} 4\r\nnext\r\n");
            await client.ListenAsync();
        });
        await using var connection = new NatsConnection(Impatient(server.Url));
        await using var sub = await connection.SubscribeCoreAsync<string>("subject", cancellationToken: Token);

        var bad = await sub.Msgs.ReadAsync(Token).InTime(Token);
        var good = await sub.Msgs.ReadAsync(Token).InTime(Token);

        Assert.IsType<NatsHeaderParseException>(bad.Error);
        Assert.ThrowsAny<NatsException>(bad.EnsureSuccess);
        Assert.Equal("next", good.Data);
    }

    [Fact]
    public async Task A_line_without_end_is_given_up()
    {
        await using var server = new FakeNatsServer(async (client, number) =>
        {
            await client.GreetAsync();
            var junk = new byte[64 * 1024];
            junk.AsSpan().Fill((byte)'x');
            while (number == 0)
                await client.SendAsync(junk);
            await client.ListenAsync();
        });
        await using var connection = new NatsConnection(Impatient(server.Url));
        var lost = connection.NextDisconnected();

        await connection.ConnectAsync();

        await lost.InTime(Token);
    }

    [Fact]
    public async Task Generated_damage_never_stops_the_client()
    {
        const int rounds = 150;
        var random = new Random(20_240_607);
        await using var server = new FakeNatsServer(async (client, number) =>
        {
            await client.GreetAsync();
            var sid = await client.ExpectSubscriptionAsync();
            if (number < rounds)
            {
                await client.SendAsync(Damage(sid, random));
                return;
            }

            await client.SendAsync($"MSG subject {sid} 8\r\nsurvived\r\n");
            await client.ListenAsync();
        });
        await using var connection = new NatsConnection(Impatient(server.Url) with { ReconnectWaitMin = TimeSpan.FromMilliseconds(1), ReconnectWaitMax = TimeSpan.FromMilliseconds(1), ReconnectJitter = TimeSpan.Zero });
        await using var sub = await connection.SubscribeCoreAsync<string>("subject", opts: new NatsSubOpts { ChannelOpts = new NatsSubChannelOpts { Capacity = 100_000 } }, cancellationToken: Token);

        string? last;
        do
            last = await NextIntactAsync(sub);
        while (last != "survived");
    }

    /// <summary>Good frames with a few bytes changed, dropped or doubled.</summary>
    private static byte[] Damage(string sid, Random random)
    {
        var bytes = Encoding.Latin1.GetBytes($"PING\r\nMSG subject {sid} 5\r\nhello\r\nHMSG subject {sid} r 23 28\r\nNATS/1.0\r\nName: a:b\r\n\r\nworld\r\n+OK\r\n-ERR 'x'\r\n{FakeNatsClient.Info}\r\nPONG\r\n").ToList();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.Insert(at, bytes[at]);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The next message that could be read: hostile frames may look like messages.</summary>
    private static async Task<string?> NextIntactAsync(INatsSub<string> sub)
    {
        while (true)
        {
            var msg = await sub.Msgs.ReadAsync(Token).InTime(Token);
            if (msg.Error is null)
                return msg.Data;
        }
    }

    /// <summary>The fake server does not answer when the client wants to close in good order.</summary>
    private static NatsOpts Impatient(string url) => Hasty.Options(url) with { CommandTimeout = TimeSpan.FromMilliseconds(100) };
}
