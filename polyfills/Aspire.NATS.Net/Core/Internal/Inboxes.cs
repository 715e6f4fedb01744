using System.Security.Cryptography;

namespace NATS.Client.Core.Internal;

/// <summary>Names of inboxes.</summary>
internal static class Inboxes
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // As long as a NUID: 62^22 are more than 2^130.
    private const int TokenLength = 22;

    /// <summary>A subject that nobody else has, and that nobody guesses.</summary>
    public static string NewPrefix(string prefix) => $"{prefix}.{RandomNumberGenerator.GetString(Alphabet, TokenLength)}";
}
