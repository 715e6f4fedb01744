using System.Text.Json;
using System.Text.Unicode;
using BoxBox.Orders;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>
/// Reads the body of a POST by the rules of the API, and names every rule it breaks, not just the first. By hand, because a deserializer stops at the
/// first wrong type and answers with the names of .NET.
/// </summary>
internal static class OrderRequestReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <returns>The request, to be used only where <paramref name="errors"/> has got nothing: the rules that were broken, by JSON name.</returns>
    /// <exception cref="JsonException">The body is no JSON object, as the message says.</exception>
    public static OrderRequest Read(ReadOnlyMemory<byte> body, IDictionary<string, string[]> errors)
    {
        if (!Utf8.IsValid(body.Span))
            throw new JsonException("The body is not UTF-8.");

        using var document = Parse(body);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? Read(new FieldReader(document.RootElement, errors))
            : throw new JsonException("The body is not a JSON object.");
    }

    private static OrderRequest Read(FieldReader fields) => new()
    {
        Size = fields.RequiredName<PizzaSize>("size"),
        Toppings = fields.OptionalTexts("toppings", OrderLimits.MostToppings, OrderLimits.LongestTopping),
        Border = fields.OptionalName("border", Border.None),
        Destination = fields.RequiredText("destination", OrderLimits.LongestDestination),
        Username = fields.RequiredText("username", OrderLimits.LongestUsername),
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
