using System.Diagnostics;
using BoxBox.ServiceDefaults.Requests;
using BoxBox.ServiceDefaults.Telemetry;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace BoxBox.ServiceDefaults.Calls;

/// <summary>Tells a call's span whose order it is about, from the request's <c>order_id</c>: before anything else, so that a call that fails early has it, too.</summary>
internal sealed class OrderIdOfRequest : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (request is IMessage message && message.Descriptor.FindFieldByName("order_id")?.Accessor.GetValue(message) is string { Length: > 0 and <= FieldRules.LongestOrderId } id)
            Activity.Current?.SetTag(OrderSpans.OrderId, id);
        return continuation(request, context);
    }
}
