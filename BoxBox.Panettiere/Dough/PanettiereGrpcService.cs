using Status = Grpc.Core.Status;

namespace BoxBox.Panettiere.Dough;

/// <summary>The Panettiere over gRPC: here, and only here, his answers become status codes.</summary>
internal sealed class PanettiereGrpcService(DoughMaker maker, Bench bench, IHostApplicationLifetime lifetime, ILogger<PanettiereGrpcService> logger)
    : PanettiereService.PanettiereServiceBase
{
    public override async Task<DoughResponse> MakeDough(DoughRequest request, ServerCallContext context)
    {
        if (DoughRules.Fault(request) is { } fault)
            throw new RpcException(new Status(StatusCode.InvalidArgument, fault));

        using var scope = logger.ScopeOf(request.OrderId);
        var turn = await maker.MakeAsync(request.OrderId, context.CancellationToken, lifetime.ApplicationStopping);
        return turn switch
        {
            Turn.Yours => new DoughResponse { Content = DoughRules.Describe(request) },
            Turn.Asleep => throw SentAway(request.OrderId, context, "The Panettiere sleeps.", bench.Sleep),
            _ => throw SentAway(request.OrderId, context, $"{Line.Longest} orders wait for the Panettiere already."),
        };
    }

    public override Task<StatusResponse> Status(Empty request, ServerCallContext context) =>
        Task.FromResult(new StatusResponse { Status = bench.Status });

    private RpcException SentAway(string orderId, ServerCallContext context, string reason, Activity? because = null)
    {
        if (because is not null)
            Activity.Current?.AddLink(new ActivityLink(because.Context));
        if (context.IsFirstTry())
            Log.SentAway(logger, orderId, reason);
        return new RpcException(new Status(StatusCode.ResourceExhausted, reason));
    }
}

/// <summary>What may be asked for, and what it gives.</summary>
internal static class DoughRules
{
    /// <summary>Which field breaks which rule, or null where the request is right.</summary>
    public static string? Fault(DoughRequest request) =>
        FieldRules.OrderIdFault(request.OrderId) ?? FieldRules.EnumFault("border", request.Border) ?? FieldRules.EnumFault("size", request.Size);

    public static string Describe(DoughRequest request) =>
        request.Border is BorderKind.NoBorder ? $"{request.Size} dough without border" : $"{request.Size} dough with {request.Border} border";
}
