namespace Aspire.Hosting.Dashboard.Telemetry;

/// <summary>The services that have sent something, each once.</summary>
internal sealed class Senders(int limit)
{
    public const int Colours = 10;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Service, string Instance), Sender> known = [];
    private readonly Dictionary<string, int> colours = new(StringComparer.OrdinalIgnoreCase);

    public Sender Get(string service, string instance)
    {
        lock (gate)
        {
            if (known.TryGetValue((service, instance), out var sender))
            {
                return sender;
            }

            var key = known.Count < limit ? (service, instance) : ("(more services)", "");
            if (!known.TryGetValue(key, out sender))
            {
                known[key] = sender = new Sender(key.Item1, key.Item2, ColourOf(key.Item1));
            }

            return sender;
        }
    }

    /// <summary>The colour of a service, also of one that has not sent anything yet.</summary>
    public int Colour(string service)
    {
        lock (gate)
        {
            return ColourOf(service);
        }
    }

    public IReadOnlyList<Sender> All
    {
        get
        {
            lock (gate)
            {
                return [.. known.Values.OrderBy(sender => sender.Name, StringComparer.OrdinalIgnoreCase)];
            }
        }
    }

    // In the order of appearance, so that the first ten services never share a colour.
    private int ColourOf(string service)
    {
        if (!colours.TryGetValue(service, out var colour))
        {
            colour = colours.Count % Colours;
            if (colours.Count < limit * 2)
            {
                colours[service] = colour;
            }
        }

        return colour;
    }
}
