using Grpc.Core;

namespace Grpc.Net.Client.Configuration;

/// <summary>Several attempts side by side; a channel of this package refuses it.</summary>
public sealed class HedgingPolicy : ConfigObject
{
    public HedgingPolicy()
    {
    }

    public int? MaxAttempts
    {
        get => Get<int?>("maxAttempts");
        set => Set("maxAttempts", value);
    }

    public TimeSpan? HedgingDelay
    {
        get => Get<TimeSpan?>("hedgingDelay");
        set => Set("hedgingDelay", value);
    }

    public IList<StatusCode> NonFatalStatusCodes => List<StatusCode>("nonFatalStatusCodes");
}
