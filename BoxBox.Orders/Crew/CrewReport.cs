namespace BoxBox.Orders.Crew;

/// <summary>What one of the crew, a replica, says of himself.</summary>
public sealed record CrewReport
{
    /// <summary>The JSON form, in the messages and in the API: snake_case, instants in UTC; what there is nothing to say of is left out.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcInstantConverter() },
    };

    /// <summary>Where everybody says it.</summary>
    public const string Subjects = "crew.>";

    /// <summary>How often, also where nothing changed.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Who: <c>maestro</c>, <c>panettiere</c>, <c>fornaio</c>, <c>fattorino</c> or <c>gateway</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Which of them: the <c>service.instance.id</c> of his telemetry.</summary>
    public required string Instance { get; init; }

    public required CrewState State { get; init; }

    /// <summary>The orders in his hands.</summary>
    public IReadOnlyList<string> OrderIds { get; init; } = [];

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Until when, where he knows.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What else there is to say, e.g. <c>oversleeping</c>.</summary>
    public string? Detail { get; init; }

    /// <summary>What a drill lets go wrong at him, e.g. <c>crash, ack-first</c>; absent where none is armed.</summary>
    public string? Drill { get; init; }

    /// <summary>Said of him, not by him: he has been silent for 4 s.</summary>
    public bool? Stale { get; init; }

    /// <summary>What happened just now; only in the message that tells of it.</summary>
    public CrewEvent? Happened { get; init; }

    /// <summary>Where it is said: core NATS, beside the stream.</summary>
    [JsonIgnore]
    public string Subject => $"crew.{Role}.{Instance}";

    /// <exception cref="JsonException">The payload is no report.</exception>
    public static CrewReport Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize<CrewReport>(payload, Json) ?? throw new JsonException("The payload is JSON null, not a report.");

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
