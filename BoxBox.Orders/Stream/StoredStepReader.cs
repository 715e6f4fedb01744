using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace BoxBox.Orders.Stream;

/// <summary>Makes an entry of a message; a message that is not a step of the order its subject names is an entry without one.</summary>
internal static class StoredStepReader
{
    public static StoredStep Read(ulong sequence, string subject, string? by, ReadOnlySpan<byte> payload, ILogger logger)
    {
        try
        {
            var order = OrderJson.Deserialize(payload);
            if (subject == OrderSubjects.For(order.Status, order.OrderId))
                return new StoredStep(sequence, order, by ?? "");

            Log.Unreadable(logger, sequence, subject, "the subject names another order or step");
        }
        catch (JsonException error)
        {
            Log.Unreadable(logger, sequence, subject, error.Message);
        }

        return new StoredStep(sequence, null, by ?? "");
    }
}
