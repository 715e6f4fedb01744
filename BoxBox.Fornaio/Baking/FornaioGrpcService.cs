using Status = Grpc.Core.Status;

namespace BoxBox.Fornaio.Baking;

/// <summary>The oven over gRPC: here, and only here, what becomes of a pizza becomes a status code.</summary>
internal sealed class FornaioGrpcService(Oven oven, IHostApplicationLifetime lifetime, ILogger<FornaioGrpcService> logger) : FornaioService.FornaioServiceBase
{
    public override async Task<BakeResponse> Bake(BakeRequest request, ServerCallContext context)
    {
        if (BakeRules.Fault(request) is { } fault)
            throw new RpcException(new Status(StatusCode.InvalidArgument, fault));

        using var scope = logger.ScopeOf(request.OrderId);
        var outcome = await oven.BakeAsync(request.OrderId, request.Size, context.CancellationToken, lifetime.ApplicationStopping);
        return outcome switch
        {
            BakeOutcome.Baked => new BakeResponse { Content = BakeRules.Describe(request) },
            BakeOutcome.Burnt => throw new RpcException(new Status(StatusCode.Aborted, "The pizza burnt: it takes new dough.")),
            _ => throw SentAway(request.OrderId, context, $"The oven is full, and {Line.Longest} orders wait for a place already."),
        };
    }

    public override Task<StatusResponse> Status(Empty request, ServerCallContext context) =>
        Task.FromResult(new StatusResponse { Status = oven.Status });

    private RpcException SentAway(string orderId, ServerCallContext context, string reason)
    {
        if (context.IsFirstTry())
            Log.SentAway(logger, orderId, reason);
        return new RpcException(new Status(StatusCode.ResourceExhausted, reason));
    }
}

/// <summary>What may be baked, and what it gives. Toppings have the limits that an order has.</summary>
internal static class BakeRules
{
    /// <summary>Which field breaks which rule, or null where the request is right.</summary>
    public static string? Fault(BakeRequest request) =>
        FieldRules.OrderIdFault(request.OrderId)
        ?? FieldRules.EnumFault("size", request.Size)
        ?? CountFault(request.Toppings.Count)
        ?? request.Toppings.Select(ToppingFault).FirstOrDefault(fault => fault is not null);

    public static string Describe(BakeRequest request) =>
        $"{request.Size} pizza {(request.Toppings.Count == 0 ? "without toppings" : $"with {string.Join(", ", request.Toppings)}")}";

    private static string? CountFault(int count) =>
        count > OrderLimits.MostToppings ? $"toppings: must be at most {OrderLimits.MostToppings}; they are {count}." : null;

    private static string? ToppingFault(string topping, int index) =>
        string.IsNullOrWhiteSpace(topping) ? $"toppings[{index}]: must not be blank."
        : topping.EnumerateRunes().Count() > OrderLimits.LongestTopping ? $"toppings[{index}]: must have at most {OrderLimits.LongestTopping} characters."
        : null;
}
