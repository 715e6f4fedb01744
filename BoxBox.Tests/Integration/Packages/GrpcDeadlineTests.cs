using BoxBox.Protos.Panettiere;
using BoxBox.Tests.Fixtures.Maestro;
using Grpc.Core;
using Grpc.Net.Client;

namespace BoxBox.Tests.Integration.Packages;

/// <summary>What we rely on in Grpc.AspNetCore and Grpc.Net.Client.</summary>
public sealed class GrpcDeadlineTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_deadline_reaches_the_method_and_cancels_it()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var panettiere = await FakePanettiere.StartAsync(async (_, cancellationToken) =>
        {
            await using var told = cancellationToken.Register(cancelled.SetResult);
            await cancelled.Task;
        });
        using var channel = GrpcChannel.ForAddress(panettiere.Address);
        var client = new PanettiereService.PanettiereServiceClient(channel);

        using var call = client.MakeDoughAsync(new DoughRequest { OrderId = "slow" }, deadline: (TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(1)).UtcDateTime, cancellationToken: Stop);
        await panettiere.AskedAsync(1);
        await cancelled.Task.WaitAsync(Stop);

        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }
}
