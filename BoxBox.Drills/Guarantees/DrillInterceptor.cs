using BoxBox.Drills.Faults;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace BoxBox.Drills.Guarantees;

/// <summary>What can go wrong in the dough and in the oven: before the gRPC method is entered.</summary>
internal sealed class DrillInterceptor(DrillBoard board) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (PointOf(context.Method) is { } point)
            await board.ReachAsync(point, step: null, context.CancellationToken);
        return await continuation(request, context);
    }

    private static DrillPoint? PointOf(string method) => method switch
    {
        "/panettiere.v1.PanettiereService/MakeDough" => DrillPoint.Dough,
        "/fornaio.v1.FornaioService/Bake" => DrillPoint.Oven,
        _ => null,
    };
}
