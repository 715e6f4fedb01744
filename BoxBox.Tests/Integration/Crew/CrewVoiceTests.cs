using BoxBox.Orders.Crew;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using NATS.Client.Core;

namespace BoxBox.Tests.Integration.Crew;

public sealed class CrewVoiceTests
{
    [Fact(Timeout = 60_000)]
    public async Task Each_change_and_each_happening_is_said_on_the_members_own_subject()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var nats = await NatsServerProcess.StartAsync();
        await using var listener = new NatsConnection(new NatsOpts { Url = nats.Url });
        await using var heard = await listener.SubscribeCoreAsync<byte[]>(CrewReport.Subjects, cancellationToken: cancellation);
        await listener.PingAsync(cancellation);
        var time = new WatchedTime();
        using var host = await StartAsync(time, ("ConnectionStrings:nats", nats.Url), ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=abc.1"));
        var member = host.Services.GetRequiredService<CrewMember>();

        Assert.Equal("idle", (await NextAsync(heard, cancellation)).GetProperty("state").GetString());
        member.Does(CrewState.Sleeping, lasts: TimeSpan.FromSeconds(20), detail: "oversleeping");
        member.Tell(CrewEventKind.GivenBack, "44", 2, "no dough");
        member.Does(CrewState.MakingDough, ["44"]);

        var since = JsonSerializer.Serialize(time.GetUtcNow().UtcDateTime).Trim('"');
        var until = JsonSerializer.Serialize(time.GetUtcNow().UtcDateTime.AddSeconds(20)).Trim('"');
        var sleeping = $$"""{"role":"panettiere","instance":"abc_1","state":"sleeping","order_ids":[],"since":"{{since}}","until":"{{until}}","detail":"oversleeping"}""";
        Assert.Equal(sleeping, $"{await NextAsync(heard, cancellation)}");
        Assert.Equal(
            sleeping[..^1] + $$$""","happened":{"kind":"given_back","order_id":"44","attempt":2,"reason":"no dough","at":"{{{since}}}"}}""",
            $"{await NextAsync(heard, cancellation)}");
        Assert.Equal($$"""{"role":"panettiere","instance":"abc_1","state":"making_dough","order_ids":["44"],"since":"{{since}}"}""", $"{await NextAsync(heard, cancellation)}");
    }

    [Fact(Timeout = 60_000)]
    public async Task What_does_not_change_is_said_every_two_seconds()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var nats = await NatsServerProcess.StartAsync();
        await using var listener = new NatsConnection(new NatsOpts { Url = nats.Url });
        await using var heard = await listener.SubscribeCoreAsync<byte[]>(CrewReport.Subjects, cancellationToken: cancellation);
        await listener.PingAsync(cancellation);
        var time = new WatchedTime();
        using var host = await StartAsync(time, ("ConnectionStrings:nats", nats.Url));

        var first = await NextAsync(heard, cancellation);
        time.Advance(CrewReport.Interval);

        Assert.Equal($"{first}", $"{await NextAsync(heard, cancellation)}");
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_NATS_he_works_the_same_and_nobody_hears_of_it()
    {
        using var host = await StartAsync(new WatchedTime());
        var member = host.Services.GetRequiredService<CrewMember>();

        for (var i = 0; i < 1000; i++) member.Does(CrewState.MakingDough, [$"{i}"]);

        Assert.Equal(["999"], member.Now.OrderIds);
        Assert.DoesNotContain(host.Services.GetServices<IHostedService>(), service => service is CrewVoice);
    }

    [Fact(Timeout = 60_000)]
    public async Task Where_NATS_comes_later_he_is_heard_from_then_on()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var port = FreePort.Next();
        var time = new WatchedTime();
        using var host = await StartAsync(time, ("ConnectionStrings:nats", $"nats://127.0.0.1:{port}"));
        var member = host.Services.GetRequiredService<CrewMember>();
        member.Does(CrewState.Sleeping);

        await using var nats = await NatsServerProcess.StartAsync(new NatsServerOptions { Port = port });
        await using var listener = new NatsConnection(new NatsOpts { Url = nats.Url });
        await using var heard = await listener.SubscribeCoreAsync<byte[]>(CrewReport.Subjects, cancellationToken: cancellation);
        await listener.PingAsync(cancellation);
        var next = NextAsync(heard, cancellation);
        while (await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellation)) != next)
            time.Advance(CrewReport.Interval);

        Assert.Equal("sleeping", (await next).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("service.name=a, service.instance.id=x%20y ,k=v", "x_y")]
    [InlineData("my.service.instance.id=no,service.instance.id=yes", "yes")]
    public void The_instance_is_that_of_the_telemetry_as_one_token_of_a_subject(string attributes, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("OTEL_RESOURCE_ATTRIBUTES", attributes)]).Build();

        Assert.Equal(expected, CrewExtensions.InstanceOf(configuration));
    }

    private static async Task<IHost> StartAsync(TimeProvider time, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        builder.Services.AddSingleton(time);
        builder.AddCrew("panettiere");
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static async Task<JsonElement> NextAsync(INatsSub<byte[]> heard, CancellationToken cancellationToken)
    {
        var message = await heard.Msgs.ReadAsync(cancellationToken);
        return JsonSerializer.Deserialize<JsonElement>(message.Data);
    }
}
