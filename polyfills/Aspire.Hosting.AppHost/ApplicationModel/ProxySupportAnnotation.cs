namespace Aspire.Hosting.ApplicationModel;

public sealed class ProxySupportAnnotation : IResourceAnnotation
{
    public required bool ProxyEnabled { get; set; }
}
