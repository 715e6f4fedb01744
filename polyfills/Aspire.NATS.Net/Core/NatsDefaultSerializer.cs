namespace NATS.Client.Core;

/// <summary>The serializer of a type where nothing else is said: bytes as they are, text and primitives as UTF-8.</summary>
public static class NatsDefaultSerializer<T>
{
    public static readonly INatsSerializer<T> Default = NatsRawSerializer<T>.Default;
}
