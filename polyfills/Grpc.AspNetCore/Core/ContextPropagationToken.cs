namespace Grpc.Core;

/// <summary>Carries a server's call to the calls it makes.</summary>
public abstract class ContextPropagationToken
{
    internal ContextPropagationToken()
    {
    }
}
