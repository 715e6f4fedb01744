namespace Grpc.Core;

/// <summary>Credentials of one call.</summary>
public abstract class CallCredentials
{
    public static CallCredentials Compose(params CallCredentials[] credentials) => throw new NotSupportedException(Unsupported.CallCredentials);

    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) => throw new NotSupportedException(Unsupported.CallCredentials);

    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);
}
