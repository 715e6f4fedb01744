using System.Text;
using System.Text.Json;

namespace BoxBox.Tifosi.Scenarios;

/// <summary>A value of a JSON file, and the line it stands in, which the document model of .NET does not keep.</summary>
internal sealed record JsonPart(JsonTokenType Kind, int Line)
{
    public string Text { get; private init; } = "";

    public IReadOnlyList<JsonPart> Items { get; private init; } = [];

    public IReadOnlyList<(string Name, int Line, JsonPart Value)> Members { get; private init; } = [];

    /// <exception cref="JsonException">It is no JSON; with the line, counted from 0.</exception>
    public static JsonPart Parse(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        var part = Read(ref reader, utf8);
        reader.Read();
        return part;
    }

    private static JsonPart Read(ref Utf8JsonReader reader, byte[] utf8)
    {
        var line = LineOf(reader, utf8);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<(string, int, JsonPart)>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (name, at) = (reader.GetString()!, LineOf(reader, utf8));
                    reader.Read();
                    members.Add((name, at, Read(ref reader, utf8)));
                }

                return new JsonPart(JsonTokenType.StartObject, line) { Members = members };
            case JsonTokenType.StartArray:
                var items = new List<JsonPart>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Read(ref reader, utf8));
                return new JsonPart(JsonTokenType.StartArray, line) { Items = items };
            case JsonTokenType.String:
                return new JsonPart(JsonTokenType.String, line) { Text = reader.GetString()! };
            default:
                return new JsonPart(reader.TokenType, line) { Text = Encoding.UTF8.GetString(reader.ValueSpan) };
        }
    }

    private static int LineOf(Utf8JsonReader reader, byte[] utf8) => utf8.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n') + 1;
}
