using Grpc.Core.Utils;

namespace Grpc.Core.Interceptors;

/// <summary>Makes new headers of a call's own.</summary>
internal sealed class HeadersInterceptor(Func<Metadata, Metadata> change) : ContextInterceptor
{
    private readonly Func<Metadata, Metadata> _change = GrpcPreconditions.CheckNotNull(change, "interceptor");

    protected override ClientInterceptorContext<TRequest, TResponse> Change<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context) =>
        new(context.Method, context.Host, context.Options.WithHeaders(_change(context.Options.Headers ?? [])));
}
