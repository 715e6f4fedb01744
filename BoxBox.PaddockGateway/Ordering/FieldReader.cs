using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>Reads the fields of a JSON object one by one and collects what is wrong with them. An optional field that is null counts as absent.</summary>
internal sealed class FieldReader(JsonElement root, IDictionary<string, string[]> errors)
{
    public TEnum RequiredName<TEnum>(string name) where TEnum : struct, Enum
    {
        if (Find(name) is { } field)
            return ReadName<TEnum>(name, field);

        errors[name] = [$"Required: one of {Names<TEnum>()}."];
        return default;
    }

    public TEnum OptionalName<TEnum>(string name, TEnum absent) where TEnum : struct, Enum =>
        Find(name) is { } field ? ReadName<TEnum>(name, field) : absent;

    public string RequiredText(string name, int maxLength)
    {
        if (Find(name) is not { } field)
            errors[name] = [$"Required: a string of 1 to {maxLength} characters."];
        else if (BrokenTextRule(field, maxLength, out var text) is { } broken)
            errors[name] = [$"Must {broken}."];
        else
            return text;
        return "";
    }

    public IReadOnlyList<string> OptionalTexts(string name, int maxCount, int maxLength)
    {
        if (Find(name) is not { } field)
            return [];

        if (field.ValueKind != JsonValueKind.Array)
            errors[name] = ["Must be an array of strings."];
        else if (field.GetArrayLength() > maxCount)
            errors[name] = [$"Must be at most {maxCount}, and there are {field.GetArrayLength()}."];
        else
            return ReadTexts(name, field, maxLength);
        return [];
    }

    private string[] ReadTexts(string name, JsonElement array, int maxLength)
    {
        var broken = new List<string>();
        var texts = new List<string>();
        foreach (var (index, item) in array.EnumerateArray().Index())
        {
            if (BrokenTextRule(item, maxLength, out var text) is { } rule)
                broken.Add($"Item {index + 1} must {rule}.");
            else
                texts.Add(text);
        }

        if (broken.Count > 0)
            errors[name] = [.. broken];
        return [.. texts];
    }

    private TEnum ReadName<TEnum>(string name, JsonElement field) where TEnum : struct, Enum
    {
        if (TryGetText(field, out var text) && WireName.TryParse<TEnum>(text, out var value))
            return value;

        errors[name] = [$"Must be one of {Names<TEnum>()}."];
        return default;
    }

    /// <summary>The rule that a text breaks, after "must"; null where it keeps them all.</summary>
    private static string? BrokenTextRule(JsonElement field, int maxLength, out string text)
    {
        text = "";
        if (field.ValueKind != JsonValueKind.String)
            return "be a string";
        if (!TryGetText(field, out var value))
            return "be Unicode text: it has half of a surrogate pair";

        var (length, shows) = (0, false);
        foreach (var rune in value.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
                return "have no control characters";
            shows = shows || Shows(rune);
            length++;
        }

        text = value;
        return !shows ? "not be blank" : length > maxLength ? $"be 1 to {maxLength} characters long" : null;
    }

    private static bool Shows(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format && !IsFiller(rune.Value);

    /// <summary>Letters, marks and symbols that are drawn as nothing: Unicode's Default_Ignorable_Code_Point beyond the format characters, and the empty Braille pattern.</summary>
    private static bool IsFiller(int codePoint) => codePoint is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    private static bool TryGetText(JsonElement field, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (field.ValueKind != JsonValueKind.String)
            return false;

        try
        {
            text = field.GetString();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            // An escape like "\ud800" without its other half; there is no call that asks first.
            return false;
        }
    }

    private JsonElement? Find(string name) =>
        root.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    private static string Names<TEnum>() where TEnum : struct, Enum => string.Join(", ", WireName.All<TEnum>());
}
