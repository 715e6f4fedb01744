using System.Text.Json.Nodes;
using Grpc.Core;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Reads the peer's answers.</summary>
internal static class PeerAnswerExtensions
{
    public static StatusCode Code(this JsonObject answer) => (StatusCode)answer["code"]!.GetValue<int>();

    public static string Details(this JsonObject answer) => answer["details"]!.GetValue<string>();

    public static string? Header(this JsonObject answer, string key) => answer["headers"]![key]?.GetValue<string>();

    public static string? Trailer(this JsonObject answer, string key) => answer["trailers"]![key]?.GetValue<string>();

    public static string[] Responses(this JsonObject answer, string field) => [.. answer["responses"]!.AsArray().Select(response => response![field]!.ToString())];
}
