namespace NATS.Client.Core.Internal;

/// <summary>What a server sends.</summary>
internal enum ServerOp
{
    Info,
    Msg,
    Ping,
    Pong,
    Ok,
    Err,
}
