using NATS.Client.Core;

namespace BoxBox.Tests.Polyfills.Nats;

/// <summary>Options of a client that does not wait long before it tries again.</summary>
internal static class Hasty
{
    public static NatsOpts Options(string url) => NatsOpts.Default with
    {
        Url = url,
        RequestTimeout = TimeSpan.FromSeconds(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ReconnectWaitMin = TimeSpan.FromMilliseconds(20),
        ReconnectWaitMax = TimeSpan.FromMilliseconds(100),
        ReconnectJitter = TimeSpan.FromMilliseconds(10),
    };
}
