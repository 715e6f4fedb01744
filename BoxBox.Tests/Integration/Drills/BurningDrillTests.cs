using BoxBox.Drills.Faults;
using BoxBox.Drills.Guarantees;
using BoxBox.Fornaio;
using BoxBox.Protos.Fornaio;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using PizzaSize = BoxBox.Protos.Fornaio.PizzaSize;

namespace BoxBox.Tests.Integration.Drills;

public sealed class BurningDrillTests
{
    [Fact(Timeout = 60_000)]
    public async Task The_next_pizzas_burn_in_the_oven_as_often_as_was_asked_for_and_then_no_more()
    {
        var burnt = new Fault { Kind = FaultKind.Burn, Times = 2 };
        await using var fornaio = await DrilledFornaio.StartAsync(new DrillBoard([burnt], _ => { }, new Random(1), TimeProvider.System, null, NullLogger<DrillBoard>.Instance));

        var outcomes = new List<StatusCode>();
        for (var pizza = 0; pizza < 3; pizza++)
            outcomes.Add(await BakeAsync(fornaio));

        Assert.Equal([StatusCode.Aborted, StatusCode.Aborted, StatusCode.OK], outcomes);
    }

    private static async Task<StatusCode> BakeAsync(DrilledFornaio fornaio)
    {
        try
        {
            await new FornaioService.FornaioServiceClient(fornaio.Channel)
                .BakeAsync(new BakeRequest { OrderId = "a", Size = PizzaSize.Small }, cancellationToken: TestContext.Current.CancellationToken);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    /// <summary>The Fornaio with what a drill does to him; baking takes no time.</summary>
    private sealed class DrilledFornaio(WebApplication app) : ServiceHost(app)
    {
        public static async Task<DrilledFornaio> StartAsync(DrillBoard board) => new(await StartAsync(
            builder =>
            {
                builder.AddFornaio();
                builder.Services.AddSingleton(board);
                builder.Services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<DrillInterceptor>());
            },
            app => app.MapFornaio(),
            new FixedDice(0.5),
            [new("Fornaio:TimeToBakeSmallInSeconds", "0"), new("Fornaio:ProbabilityOfBurning", "0")]));
    }
}
