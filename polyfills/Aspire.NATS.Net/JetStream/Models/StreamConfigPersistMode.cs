namespace NATS.Client.JetStream.Models;

/// <summary>When a stored message counts as written (servers from 2.12).</summary>
public enum StreamConfigPersistMode
{
    Default = 0,
    Async = 1,
}
