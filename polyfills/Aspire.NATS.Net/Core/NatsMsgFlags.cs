namespace NATS.Client.Core;

[Flags]
public enum NatsMsgFlags : byte
{
    None = 0,

    /// <summary>No payload.</summary>
    Empty = 1,

    /// <summary>The server's word that nobody listens.</summary>
    NoResponders = 2,
}
