namespace NATS.Client.JetStream.Models;

/// <summary>Answer to <c>STREAM.UPDATE</c>.</summary>
public record StreamUpdateResponse : StreamInfo;
