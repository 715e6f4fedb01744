namespace Grpc.Core;

/// <summary>What is left to the official packages.</summary>
internal static class Unsupported
{
    public const string CallCredentials = "Call credentials need the official package Grpc.AspNetCore (Grpc.Core.Api).";
    public const string Hedging = "Hedging needs the official package Grpc.AspNetCore (Grpc.Net.Client).";
    public const string LoadBalancing = "Client-side load balancing needs the official package Grpc.AspNetCore (Grpc.Net.Client).";
}
