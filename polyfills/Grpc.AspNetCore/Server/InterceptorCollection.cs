using System.Collections.ObjectModel;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server;

/// <summary>Interceptors to be made for each call.</summary>
public class InterceptorCollection : Collection<InterceptorRegistration>
{
    public void Add<TInterceptor>(params object[] args)
        where TInterceptor : Interceptor => Add(typeof(TInterceptor), args);

    /// <param name="interceptorType">A type that derives from <see cref="Interceptor"/>.</param>
    /// <param name="args">What its constructor gets beside services.</param>
    public void Add(Type interceptorType, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(interceptorType);
        if (!typeof(Interceptor).IsAssignableFrom(interceptorType))
            throw new ArgumentException($"{interceptorType.FullName} does not derive from {typeof(Interceptor).FullName}.", nameof(interceptorType));

        Add(new InterceptorRegistration(interceptorType, args));
    }
}
