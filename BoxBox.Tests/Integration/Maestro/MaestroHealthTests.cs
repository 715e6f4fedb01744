using BoxBox.Protos.Maestro;
using BoxBox.Tests.Fixtures.Maestro;
using Grpc.Core;
using Grpc.Health.V1;

namespace BoxBox.Tests.Integration.Maestro;

public sealed class MaestroHealthTests : MaestroOverNats
{
    [Fact(Timeout = 180_000)]
    public async Task His_health_says_whether_NATS_is_there()
    {
        await Nats.KillAsync();
        await using var maestro = await StartAsync();
        using var watch = maestro.Health.Watch(new HealthCheckRequest { Service = "maestro.v1.MaestroService" }, cancellationToken: Limit.Token);
        await ReadUntilAsync(watch.ResponseStream, HealthCheckResponse.Types.ServingStatus.NotServing);

        await Nats.RestartAsync();
        await ReadUntilAsync(watch.ResponseStream, HealthCheckResponse.Types.ServingStatus.Serving);
        await Nats.KillAsync();

        await ReadUntilAsync(watch.ResponseStream, HealthCheckResponse.Types.ServingStatus.NotServing);
    }

    [Fact(Timeout = 180_000)]
    public async Task Without_NATS_he_starts_greets_and_says_that_he_does_not_serve()
    {
        await Nats.KillAsync();
        await using var maestro = await StartAsync();

        var hello = await maestro.Client.SayHelloAsync(new HelloRequest { Name = "Charles" }, cancellationToken: Limit.Token);
        var health = await maestro.Health.CheckAsync(new HealthCheckRequest(), cancellationToken: Limit.Token);

        Assert.Equal("Hello Charles", hello.Message);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, health.Status);
    }

    [Fact(Timeout = 180_000)]
    public async Task When_NATS_comes_after_him_he_works()
    {
        await Nats.KillAsync();
        await using var maestro = await StartAsync();
        await Nats.RestartAsync();
        using var watch = maestro.Health.Watch(new HealthCheckRequest(), cancellationToken: Limit.Token);
        await ReadUntilAsync(watch.ResponseStream, HealthCheckResponse.Types.ServingStatus.Serving);
        var order = WorkBench.Order();

        await PlaceAsync(maestro, order);

        Assert.Equal(3, (await StepsUntilAsync(maestro, order, OrderStatus.WaitingDelivery)).Count);
    }

    private async Task ReadUntilAsync(IAsyncStreamReader<HealthCheckResponse> health, HealthCheckResponse.Types.ServingStatus expected)
    {
        do
            Assert.True(await health.MoveNext(Limit.Token));
        while (health.Current.Status != expected);
    }
}
