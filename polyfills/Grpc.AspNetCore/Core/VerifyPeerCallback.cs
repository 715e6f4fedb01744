namespace Grpc.Core;

/// <summary>Decides whether a server's certificate is trusted.</summary>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);
