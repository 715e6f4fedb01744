using System.ComponentModel;
using System.Text.Unicode;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>
/// A pizza to make. Fields that are not listed here are ignored. Lengths count Unicode code points; texts have no control characters, and at least one
/// character that shows.
/// </summary>
internal sealed record OrderRequest
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>How large the pizza is, in any case.</summary>
    public required PizzaSize Size { get; init; }

    /// <summary>What goes on it.</summary>
    [MaxLength(OrderLimits.MostToppings)]
    public IReadOnlyList<string> Toppings { get; init; } = [];

    /// <summary>What the edge is filled with, in any case.</summary>
    [DefaultValue(Orders.Border.None)]
    public Border Border { get; init; }

    /// <summary>Where the pizza goes.</summary>
    [StringLength(OrderLimits.LongestDestination, MinimumLength = 1)]
    public required string Destination { get; init; }

    /// <summary>Who ordered.</summary>
    [StringLength(OrderLimits.LongestUsername, MinimumLength = 1)]
    public required string Username { get; init; }

    /// <summary>Reads a body by the rules of the API, and names every rule it breaks, not just the first. By hand, because a deserializer stops at the first wrong type and answers with the names of .NET.</summary>
    /// <returns>The request, to be used only where <paramref name="errors"/> has got nothing: the rules that were broken, by JSON name.</returns>
    /// <exception cref="JsonException">The body is no JSON object, as the message says.</exception>
    public static OrderRequest Read(ReadOnlyMemory<byte> body, IDictionary<string, string[]> errors)
    {
        if (!Utf8.IsValid(body.Span))
            throw new JsonException("The body is not UTF-8.");

        using var document = Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("The body is not a JSON object.");

        var fields = new FieldReader(document.RootElement, errors);
        return new OrderRequest
        {
            Size = fields.RequiredName<PizzaSize>("size"),
            Toppings = fields.OptionalTexts("toppings", OrderLimits.MostToppings, OrderLimits.LongestTopping),
            Border = fields.OptionalName("border", Border.None),
            Destination = fields.RequiredText("destination", OrderLimits.LongestDestination),
            Username = fields.RequiredText("username", OrderLimits.LongestUsername),
        };
    }

    public Order Place(Guid orderId, DateTimeOffset now) => new()
    {
        OrderId = orderId,
        Size = Size,
        Toppings = Toppings,
        Border = Border,
        Destination = Destination,
        Username = Username,
        OrderedAt = now,
        Status = OrderStatus.Pending,
        UpdatedAt = now,
    };

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body, Strict);
        }
        catch (JsonException error)
        {
            throw new JsonException($"The body is not valid JSON: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // How the parser puts it when a name, once unescaped, is not Unicode.
            throw new JsonException("The body has a name with half of a surrogate pair.", error);
        }
    }
}
