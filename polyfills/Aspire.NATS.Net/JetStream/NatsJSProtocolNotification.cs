namespace NATS.Client.JetStream;

/// <summary>Another status of the server's.</summary>
public record NatsJSProtocolNotification(string Name, int HeaderCode, string HeaderMessageText) : INatsJSNotification;
