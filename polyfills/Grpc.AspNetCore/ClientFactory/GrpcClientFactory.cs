namespace Grpc.Net.ClientFactory;

/// <summary>Makes clients by their names.</summary>
public abstract class GrpcClientFactory
{
    public abstract TClient CreateClient<TClient>(string name)
        where TClient : class;
}
