namespace NATS.Client.Core;

/// <summary>What went wrong with NATS.</summary>
public class NatsException : Exception
{
    public NatsException(string message)
        : base(message)
    {
    }

    public NatsException(string message, Exception exception)
        : base(message, exception)
    {
    }

    public static void Throw(string message) => throw new NatsException(message);
}
