using System.Buffers;

namespace NATS.Client.Core.Internal;

/// <summary>What may stand in a command. A blank or line break in a subject would make another command of it.</summary>
internal static class SubjectRules
{
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n");

    /// <exception cref="NatsException">The subject is empty or has blanks.</exception>
    public static void ThrowIfBad(string subject)
    {
        if (string.IsNullOrEmpty(subject) || subject.AsSpan().ContainsAny(Blanks))
            throw new NatsException("Subject is invalid.");
    }

    public static void ThrowIfBadReplyTo(string? replyTo)
    {
        if (replyTo is not null)
            ThrowIfBad(replyTo);
    }

    public static void ThrowIfBadQueueGroup(string? queueGroup)
    {
        if (queueGroup is not null && (queueGroup.Length == 0 || queueGroup.AsSpan().ContainsAny(Blanks)))
            throw new NatsException("Queue group is invalid.");
    }
}
