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
    public const int MaxToppings = 20;
    public const int MaxToppingLength = 64;
    public const int MaxDestinationLength = 200;
    public const int MaxUsernameLength = 64;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    public static OrderReading Read(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
            return OrderReading.NotJson("The body is not UTF-8.");

        try
        {
            using var document = JsonDocument.Parse(WithoutByteOrderMark(body), Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : OrderReading.NotJson("The body is not a JSON object.");
        }
        catch (JsonException error)
        {
            return OrderReading.NotJson($"The body is not valid JSON: {error.Message}");
        }
        catch (InvalidOperationException)
        {
            // How the parser puts it when a name, once unescaped, is not Unicode.
            return OrderReading.NotJson("The body has a name with half of a surrogate pair.");
        }
    }

    private static OrderReading Read(JsonElement root)
    {
        var fields = new FieldReader(root);
        var size = fields.RequiredName<PizzaSize>("size");
        var toppings = fields.OptionalTexts("toppings", MaxToppings, MaxToppingLength);
        var border = fields.OptionalName("border", Border.None);
        var destination = fields.RequiredText("destination", MaxDestinationLength);
        var username = fields.RequiredText("username", MaxUsernameLength);
        return fields.Errors.Count == 0
            ? OrderReading.Good(new OrderDraft(size, toppings, border, destination, username))
            : OrderReading.Broken(fields.Errors);
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
}
