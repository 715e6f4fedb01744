using NATS.Client.Core;

namespace NATS.Client.JetStream;

/// <summary>A pull request ended with a status that pulling again does not help.</summary>
public class NatsJSProtocolException(int headerCode, NatsHeaders.Messages headerMessage, string headerMessageText)
    : NatsJSException($"JetStream server error: {headerCode} {headerMessageText}")
{
    public int HeaderCode { get; } = headerCode;

    public NatsHeaders.Messages HeaderMessage { get; } = headerMessage;

    public string HeaderMessageText { get; } = headerMessageText;
}
