namespace NATS.Client.JetStream.Models;

/// <summary>Answer to <c>STREAM.CREATE</c>.</summary>
public record StreamCreateResponse : StreamInfo;
