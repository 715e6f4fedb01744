namespace Aspire.Hosting.ApplicationModel;

public class ValueProviderContext
{
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }
    public IResource? Caller { get; init; }
    public NetworkIdentifier? Network { get; init; }
}
