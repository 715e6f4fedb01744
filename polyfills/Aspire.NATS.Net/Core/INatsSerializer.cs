namespace NATS.Client.Core;

/// <summary>Writes and reads payloads, and may hand types that it does not know to the next.</summary>
public interface INatsSerializer<T> : INatsSerialize<T>, INatsDeserialize<T>
{
    INatsSerializer<T> CombineWith(INatsSerializer<T> next);
}
