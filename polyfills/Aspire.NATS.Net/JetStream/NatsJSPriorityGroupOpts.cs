namespace NATS.Client.JetStream;

/// <summary>How a pull request shares a consumer with others (servers from 2.11).</summary>
public record NatsJSPriorityGroupOpts
{
    public string? Group { get; init; }

    public long MinPending { get; set; }

    public long MinAckPending { get; set; }

    public byte Priority { get; init; }
}
