using System.Runtime.ExceptionServices;

namespace NATS.Client.Core;

/// <summary>A subscription could not take a message.</summary>
public class NatsSubException(string message, ExceptionDispatchInfo exception, Memory<byte> payload, Memory<byte> headers) : NatsException(message)
{
    public ExceptionDispatchInfo Exception { get; } = exception;

    public Memory<byte> Payload { get; } = payload;

    public Memory<byte> Headers { get; } = headers;
}
