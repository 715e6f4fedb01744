using BoxBox.PaddockGateway.Ordering;

namespace BoxBox.Tests.Unit.PaddockGateway;

public sealed class OrderRequestTests
{
    [Fact]
    public void A_good_body_is_read()
    {
        var request = Good(Pizza.Json);

        Assert.Equal((PizzaSize.Large, Border.Cheddar, "Ferrari Garage #16", "charles_leclerc"), (request.Size, request.Border, request.Destination, request.Username));
        Assert.Equal(["pepperoni", "mushrooms"], request.Toppings);
    }

    [Theory]
    [InlineData("size", "5")]
    [InlineData("size", "null")]
    [InlineData("size", "\"\"")]
    [InlineData("size", "\"0\"")]
    [InlineData("size", "\" small\"")]
    [InlineData("size", "\"small,large\"")]
    [InlineData("size", "[\"small\"]")]
    [InlineData("size", "\"\\ud800\"")]
    [InlineData("toppings", "\"ham\"")]
    [InlineData("toppings", "{}")]
    [InlineData("toppings", "[null]")]
    [InlineData("toppings", "[\"\"]")]
    [InlineData("toppings", "[\"ham\",\"\\t \"]")]
    [InlineData("toppings", "[\"ham\",[\"ham\"]]")]
    [InlineData("toppings", "[\"\\udc00\"]")]
    [InlineData("border", "1")]
    [InlineData("border", "\"creamcheese\"")]
    [InlineData("border", "true")]
    [InlineData("destination", "null")]
    [InlineData("destination", "\"\"")]
    [InlineData("destination", "\"\\u00a0\\u3000\"")]
    [InlineData("destination", "16")]
    [InlineData("username", "{}")]
    [InlineData("username", "\" \\r\\n\"")]
    [InlineData("username", "false")]
    [InlineData("username", "\"\\r\"")]
    [InlineData("username", "\"charles\\u0000leclerc\"")]
    [InlineData("username", "\"charles\\u0085\"")]
    [InlineData("destination", "\"Garage\\n16\"")]
    [InlineData("destination", "\"\\u200d\"")]
    [InlineData("destination", "\"\\u3164\"")]
    [InlineData("destination", "\"\\u2800 \\u2800\"")]
    [InlineData("destination", "\"\\u115f\\u1160\"")]
    [InlineData("destination", "\"\\uffa0\"")]
    [InlineData("destination", "\"\\ufe0f\"")]
    [InlineData("destination", "\"\\udb40\\udd00\"")]
    [InlineData("toppings", "[\"ham\",\"\\u001b[31m\"]")]
    [InlineData("toppings", "[\"\\ufeff\"]")]
    public void A_broken_rule_names_its_field_and_no_other(string field, string value)
    {
        Assert.Equal([field], Broken(With(field, value)));
    }

    [Theory]
    [InlineData("destination", 200)]
    [InlineData("username", 64)]
    public void A_text_may_have_its_length_in_code_points_and_not_one_more(string field, int length)
    {
        var longest = string.Concat(Enumerable.Repeat("🍕", length));

        Good(With(field, $"\"{longest}\""));
        Assert.Equal([field], Broken(With(field, $"\"{longest}x\"")));
    }

    [Fact]
    public void There_may_be_20_toppings_of_64_characters_and_neither_more_nor_longer()
    {
        Good(With("toppings", Toppings(20, 64)));
        Assert.Equal(["toppings"], Broken(With("toppings", Toppings(21, 64))));
        Assert.Equal(["toppings"], Broken(With("toppings", Toppings(20, 65))));
    }

    [Fact]
    public void Without_any_field_the_required_ones_are_named() =>
        Assert.Equal(["size", "destination", "username"], Broken("{}"));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"order\"")]
    [InlineData("{\"size\":\"large\"")]
    [InlineData("{\"size\":\"large\",}")]
    [InlineData("{\"size\":\"large\"} // please")]
    [InlineData("{'size':'large'}")]
    [InlineData("{\"size\":\"large\",\"size\":\"small\"}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"x\":NaN}")]
    public void What_is_not_a_JSON_object_is_malformed(string body) => Assert.Throws<JsonException>(() => Good(body));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_malformed() =>
        Assert.Throws<JsonException>(() => Read(Encoding.Latin1.GetBytes(With("username", "\"José\""))));

    [Fact]
    public void A_nesting_without_end_is_malformed() => Assert.Throws<JsonException>(() => Good(With("x", new string('[', 5000))));

    [Fact]
    public void A_byte_order_mark_is_ignored() =>
        Assert.Empty(Read([.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(Pizza.Json)]).Errors);

    [Fact]
    public void Unknown_fields_are_ignored_whatever_they_hold() =>
        Good(With("SIZE", "1e99999"));

    [Theory]
    [InlineData("👨\u200d🍳")]
    [InlineData("l'équipe\u00a0Ferrari")]
    [InlineData("한\u3164글")]
    [InlineData("❤\ufe0f")]
    [InlineData(".")]
    public void What_shows_may_have_in_it_what_does_not(string text) =>
        Assert.Equal(text, Good(With("username", JsonSerializer.Serialize(text))).Username);

    private static OrderRequest Good(string body)
    {
        var (request, errors) = Read(Encoding.UTF8.GetBytes(body));
        Assert.Empty(errors);
        return request;
    }

    private static Dictionary<string, string[]>.KeyCollection Broken(string body) => Read(Encoding.UTF8.GetBytes(body)).Errors.Keys;

    private static (OrderRequest Request, Dictionary<string, string[]> Errors) Read(byte[] body)
    {
        var errors = new Dictionary<string, string[]>();
        return (OrderRequest.Read(body, errors), errors);
    }

    private static string With(string field, string value)
    {
        var fields = new Dictionary<string, string> { ["size"] = "\"large\"", ["destination"] = "\"d\"", ["username"] = "\"u\"", [field] = value };
        return $"{{{string.Join(',', fields.Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}";
    }

    private static string Toppings(int count, int length) =>
        $"[{string.Join(',', Enumerable.Repeat($"\"{new string('h', length)}\"", count))}]";
}
