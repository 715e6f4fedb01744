using System.Diagnostics;
using BoxBox.Protos.Fornaio;
using BoxBox.ServiceDefaults.People;
using BoxBox.ServiceDefaults.Telemetry;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Status = Grpc.Core.Status;

namespace BoxBox.Fornaio.Baking;

/// <summary>The oven over gRPC: here, and only here, what becomes of a pizza becomes a status code.</summary>
internal sealed class FornaioGrpcService(Oven oven, IHostApplicationLifetime lifetime, ILogger<FornaioGrpcService> logger) : FornaioService.FornaioServiceBase
{
    public override async Task<BakeResponse> Bake(BakeRequest request, ServerCallContext context)
    {
        if (BakeRules.Fault(request) is { } fault)
            throw new RpcException(new Status(StatusCode.InvalidArgument, fault));

        Activity.Current?.SetTag(OrderSpans.OrderId, request.OrderId);
        using var scope = logger.ScopeOf(request.OrderId);
        var outcome = await BakeAsync(request, context.CancellationToken);
        return outcome switch
        {
            BakeOutcome.Baked => new BakeResponse { Content = BakeRules.Describe(request) },
            BakeOutcome.Burnt => throw new RpcException(new Status(StatusCode.Aborted, "The pizza burnt: it takes new dough.")),
            _ => throw new RpcException(new Status(StatusCode.ResourceExhausted, $"The oven is full, and {Places.LongestLine} orders wait for a place already.")),
        };
    }

    public override Task<StatusResponse> Status(Empty request, ServerCallContext context) =>
        Task.FromResult(new StatusResponse { Status = oven.Status });

    private async Task<BakeOutcome> BakeAsync(BakeRequest request, CancellationToken gone)
    {
        try
        {
            return await oven.BakeAsync(request.OrderId, request.Size, gone, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "The caller went away, or its deadline passed."));
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The Fornaio goes home."));
        }
    }
}
