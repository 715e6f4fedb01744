using System.Net;
using System.Net.Http.Headers;
using BoxBox.Tests.Polyfills.Grpc.Wire;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Generated damage, the same at every run: whatever comes in, a call ends with a status, and whoever was hit goes on.</summary>
public sealed class HostileCorpusTests
{
    private const int Seed = 44;
    private const int Cases = 400;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Generated_requests_are_answered_with_a_status_and_the_server_goes_on()
    {
        var dice = new Random(Seed);
        await using var server = await EchoServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Address };

        for (var i = 0; i < Cases; i++)
        {
            var body = Damaged(dice);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/boxbox.tests.echo.Echo/Say")
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = new ByteArrayContent(body),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
            request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
            if (dice.Next(4) == 0)
                request.Headers.TryAddWithoutValidation("grpc-encoding", dice.Next(2) == 0 ? "gzip" : "identity");
            // Else a damaged message that asks the method to hang does.
            request.Headers.TryAddWithoutValidation("grpc-timeout", "10S");

            using var response = await client.SendAsync(request, Token);
            await response.Content.ReadAsByteArrayAsync(Token);
            Assert.True(response.Headers.Contains("grpc-status") || response.TrailingHeaders.Contains("grpc-status"), $"Case {i}: {Convert.ToHexString(body)}");
        }

        var alive = await server.Client.SayAsync(new EchoRequest { Text = "ciao" }, deadline: Deadlines.Generous, cancellationToken: Token);
        Assert.Equal("ciao", alive.Text);
    }

    [Fact(Timeout = Deadlines.TestTimeoutInMilliseconds)]
    public async Task Generated_responses_end_the_call_and_the_client_goes_on()
    {
        var dice = new Random(Seed);
        await using var server = await EchoServer.StartAsync(map: app => app.MapPost("/boxbox.tests.echo.Echo/Forget", context => AnswerAsync(context, dice)).WithOrder(-1));

        for (var i = 0; i < Cases; i++)
        {
            try
            {
                await server.Client.ForgetAsync(new EchoRequest(), deadline: Deadlines.Generous, cancellationToken: Token);
            }
            catch (RpcException failed)
            {
                Assert.True(failed.StatusCode is not (StatusCode.OK or StatusCode.DeadlineExceeded), $"Case {i}: {failed.Status}");
            }
        }

        var alive = await server.Client.SayAsync(new EchoRequest { Text = "ciao" }, deadline: Deadlines.Generous, cancellationToken: Token);
        Assert.Equal("ciao", alive.Text);
    }

    private static async Task AnswerAsync(HttpContext context, Random dice)
    {
        string[] statuses = ["0", "2", "16", "", "-1", "17", "99999999999", "OK", "\t0"];
        context.Response.ContentType = dice.Next(10) == 0 ? "text/html" : "application/grpc";
        if (dice.Next(5) == 0)
            context.Response.Headers["grpc-encoding"] = dice.Next(2) == 0 ? "gzip" : "brotli";
        if (dice.Next(8) == 0)
            context.Response.Headers["grpc-status"] = statuses[dice.Next(statuses.Length)];
        await context.Response.Body.WriteAsync(Damaged(dice), Token);
        if (dice.Next(4) > 0)
            context.Response.AppendTrailer("grpc-status", statuses[dice.Next(statuses.Length)]);
        if (dice.Next(4) == 0)
            context.Response.AppendTrailer("grpc-message", "100%, 5%zz");
        if (dice.Next(4) == 0)
            context.Response.AppendTrailer("x-why-bin", "=A=");
    }

    /// <summary>A good message, of which some bytes are changed, left out or doubled; or no message at all.</summary>
    private static byte[] Damaged(Random dice)
    {
        var message = new EchoRequest { Text = new string('x', dice.Next(50)) }.ToByteArray();
        List<byte> bytes = [0, 0, 0, 0, (byte)message.Length, .. message];
        if (dice.Next(5) == 0)
        {
            var noise = new byte[dice.Next(64)];
            dice.NextBytes(noise);
            bytes = [.. noise];
        }

        for (var damage = dice.Next(1, 4); damage > 0 && bytes.Count > 0; damage--)
        {
            var at = dice.Next(bytes.Count);
            switch (dice.Next(4))
            {
                case 0: bytes[at] = (byte)dice.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)dice.Next(256)); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }
}
