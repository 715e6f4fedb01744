using Grpc.Core;
using Grpc.Core.Interceptors;

namespace BoxBox.Drills.Guarantees;

/// <summary>What can go wrong in the dough and in the oven: before the gRPC method is entered, and whether what comes out is burnt.</summary>
internal sealed class DrillInterceptor(DrillBoard board) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var point = PointOf(context.Method);
        if (point is not null)
            await board.ReachAsync(point.Value, step: null, context.CancellationToken);
        var response = await continuation(request, context);
        return point is DrillPoint.Oven && board.Happens(FaultKind.Burn, step: null)
            ? throw new RpcException(new Status(StatusCode.Aborted, "The pizza burnt, as a drill said: it takes new dough."))
            : response;
    }

    private static DrillPoint? PointOf(string method) => method switch
    {
        "/panettiere.v1.PanettiereService/MakeDough" => DrillPoint.Dough,
        "/fornaio.v1.FornaioService/Bake" => DrillPoint.Oven,
        _ => null,
    };
}
