namespace NATS.Client.Core;

public class NatsLameDuckModeActivatedEventArgs(Uri uri) : NatsEventArgs($"The server {uri.Host}:{uri.Port} is about to shut down")
{
    public Uri Uri { get; } = uri;
}
