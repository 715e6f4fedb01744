namespace NATS.Client.JetStream.Models;

/// <summary>Answer to <c>ACCOUNT.INFO</c>: what the account uses and may use.</summary>
public record AccountInfoResponse : AccountStats;
