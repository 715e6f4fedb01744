using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.Net.ClientFactory.Internal;

/// <summary>Makes the registered interceptors of one scope.</summary>
internal static class InterceptorRegistrationExtensions
{
    /// <summary>The first registered sees a call first.</summary>
    public static CallInvoker Intercept(this CallInvoker invoker, GrpcClientFactoryOptions options, InterceptorScope scope, IServiceProvider services) =>
        invoker.Intercept([.. options.InterceptorRegistrations.Where(registration => registration.Scope == scope).Select(registration => registration.Creator(services))]);
}
