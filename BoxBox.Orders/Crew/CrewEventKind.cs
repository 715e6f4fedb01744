using System.Text.Json;
using System.Text.Json.Serialization;

namespace BoxBox.Orders.Crew;

/// <summary>What happened to one of the crew. In JSON in snake_case, e.g. <c>given_back</c>.</summary>
[JsonConverter(typeof(CrewEventKindConverter))]
public enum CrewEventKind
{
    /// <summary>An order goes back to the queue.</summary>
    GivenBack,

    /// <summary>An order was delivered again.</summary>
    Redelivered,

    /// <summary>A pizza burnt.</summary>
    Burnt,

    /// <summary>An order ended in <c>failed</c>.</summary>
    Failed,

    FellAsleep,
    WokeUp,
    WentToLunch,
    DrillArmed,
    DrillEnded,
}

internal sealed class CrewEventKindConverter() : JsonStringEnumConverter<CrewEventKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
