namespace NATS.Client.Core;

/// <summary>A message of any kind.</summary>
public interface INatsMsg
{
    NatsHeaders? Headers { get; }
}
