namespace NATS.Client.JetStream;

/// <summary>What a consumer's user may want to know of, although it goes on.</summary>
public interface INatsJSNotification
{
    string Name { get; }
}
