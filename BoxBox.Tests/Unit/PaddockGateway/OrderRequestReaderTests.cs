using System.Text;
using BoxBox.Orders;
using BoxBox.PaddockGateway.Ordering;
using BoxBox.Tests.Fixtures.PaddockGateway;

namespace BoxBox.Tests.Unit.PaddockGateway;

public sealed class OrderRequestReaderTests
{
    [Fact]
    public void A_good_body_is_a_draft()
    {
        var draft = Read(Pizza.Json).Draft!;

        Assert.Equal((PizzaSize.Large, Border.Cheddar, "Ferrari Garage #16", "charles_leclerc"), (draft.Size, draft.Border, draft.Destination, draft.Username));
        Assert.Equal(["pepperoni", "mushrooms"], draft.Toppings);
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
    public void A_broken_rule_names_its_field_and_no_other(string field, string value)
    {
        var reading = Read(With(field, value));

        Assert.Null(reading.Draft);
        Assert.Null(reading.Malformed);
        Assert.Equal([field], reading.Errors.Keys);
    }

    [Theory]
    [InlineData("destination", 200)]
    [InlineData("username", 64)]
    public void A_text_may_have_its_length_in_code_points_and_not_one_more(string field, int length)
    {
        var longest = string.Concat(Enumerable.Repeat("🍕", length));

        Assert.NotNull(Read(With(field, $"\"{longest}\"")).Draft);
        Assert.Equal([field], Read(With(field, $"\"{longest}x\"")).Errors.Keys);
    }

    [Fact]
    public void There_may_be_20_toppings_of_64_characters_and_neither_more_nor_longer()
    {
        Assert.NotNull(Read(With("toppings", Toppings(20, 64))).Draft);
        Assert.Equal(["toppings"], Read(With("toppings", Toppings(21, 64))).Errors.Keys);
        Assert.Equal(["toppings"], Read(With("toppings", Toppings(20, 65))).Errors.Keys);
    }

    [Fact]
    public void Without_any_field_the_required_ones_are_named() =>
        Assert.Equal(["size", "destination", "username"], Read("{}").Errors.Keys);

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
    public void What_is_not_a_JSON_object_is_malformed(string body) => Assert.NotNull(Read(body).Malformed);

    [Fact]
    public void Bytes_that_are_not_UTF8_are_malformed() =>
        Assert.NotNull(OrderRequestReader.Read(Encoding.Latin1.GetBytes(With("username", "\"José\""))).Malformed);

    [Fact]
    public void A_nesting_without_end_is_malformed() => Assert.NotNull(Read(With("x", new string('[', 5000))).Malformed);

    [Fact]
    public void A_byte_order_mark_is_ignored() =>
        Assert.NotNull(OrderRequestReader.Read((byte[])[.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(Pizza.Json)]).Draft);

    [Fact]
    public void Unknown_fields_are_ignored_whatever_they_hold() =>
        Assert.NotNull(Read(With("SIZE", "1e99999")).Draft);

    private static OrderReading Read(string body) => OrderRequestReader.Read(Encoding.UTF8.GetBytes(body));

    private static string With(string field, string value)
    {
        var fields = new Dictionary<string, string> { ["size"] = "\"large\"", ["destination"] = "\"d\"", ["username"] = "\"u\"", [field] = value };
        return $"{{{string.Join(',', fields.Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}";
    }

    private static string Toppings(int count, int length) =>
        $"[{string.Join(',', Enumerable.Repeat($"\"{new string('h', length)}\"", count))}]";
}
