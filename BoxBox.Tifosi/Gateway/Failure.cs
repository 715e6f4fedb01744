using System.Net.Sockets;
using System.Text.Json;

namespace BoxBox.Tifosi.Gateway;

/// <summary>What went wrong between a fan and the gateway, in a few words out of a small set: to be counted by, and to be read.</summary>
internal static class Failure
{
    public const string Rubbish = "rubbish for an answer";
    public const string TimedOut = "timed out";
    public const string Refused = "connection refused";
    public const string CutOff = "cut off in the middle";

    public static string Status(int status) => $"status {status}";

    /// <summary>Whether this is something that a server or a network does to a client.</summary>
    public static bool IsTheirs(Exception e) => e is HttpRequestException or IOException or SocketException or JsonException or OperationCanceledException;

    public static string Name(Exception e) => e switch
    {
        OperationCanceledException => TimedOut,
        JsonException => Rubbish,
        HttpRequestException { StatusCode: { } status } => Status((int)status),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "unknown host",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => CutOff,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } => Rubbish,
        { InnerException: { } inner } when inner is SocketException or IOException or OperationCanceledException => Name(inner),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => Refused,
        SocketException { SocketErrorCode: SocketError.TimedOut } => TimedOut,
        SocketException or IOException => CutOff,
        _ => "cannot connect",
    };
}
