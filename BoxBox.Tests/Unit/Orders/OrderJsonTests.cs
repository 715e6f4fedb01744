namespace BoxBox.Tests.Unit.Orders;

public sealed class OrderJsonTests
{
    private const string Json =
        """
        {"order_id":"0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47","size":"large","toppings":["caffè"],"border":"cream_cheese","destination":"Box \"16\"","username":"charles","ordered_at":"2026-09-06T13:00:00.25Z","status":"out_for_delivery","updated_at":"2026-09-06T13:01:00Z"}
        """;

    [Fact]
    public void An_order_survives_the_way_there_and_back_to_the_letter() => Assert.Equal(Json, Again(Json));

    [Fact]
    public void An_instant_is_written_in_UTC_whatever_its_offset() =>
        Assert.Equal(Json, Again(Json.Replace("13:01:00Z", "15:01:00+02:00", StringComparison.Ordinal)));

    [Fact]
    public void A_failed_order_has_its_reason_at_the_end()
    {
        var order = OrderJson.Deserialize(Encoding.UTF8.GetBytes(Json)).Fail("burnt", DateTimeOffset.UnixEpoch);

        Assert.EndsWith(""","status":"failed","updated_at":"1970-01-01T00:00:00Z","reason":"burnt"}""", Encoding.UTF8.GetString(OrderJson.Serialize(order)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""  "toppings":["caffè"],""")]
    [InlineData("""  "border":"cream_cheese",""")]
    public void What_may_be_left_out_has_its_default(string field)
    {
        var order = OrderJson.Deserialize(Encoding.UTF8.GetBytes(Json.Replace(field.Trim(), "", StringComparison.Ordinal)));

        Assert.NotNull(order.Toppings);
        Assert.True(order.Toppings.Count == 0 || order.Border == Border.None);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"order_id\":\"0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47\"}")]
    [InlineData("\"large\"", "7")]
    [InlineData("\"large\"", "\"7\"")]
    [InlineData("\"large\"", "\"small,large\"")]
    [InlineData("\"large\"", "null")]
    [InlineData("\"out_for_delivery\"", "\"OutForDelivery\"")]
    [InlineData("\"out_for_delivery\"", "\"eaten\"")]
    [InlineData("[\"caffè\"]", "[null]")]
    [InlineData("[\"caffè\"]", "\"caffè\"")]
    [InlineData("\"charles\"", "\"\\ud800\"")]
    [InlineData("\"charles\"", "null")]
    [InlineData("2026-09-06T13:01:00Z", "yesterday")]
    [InlineData("2026-09-06T13:01:00Z", "0001-01-01T00:00:00+14:00")]
    [InlineData("0198c5a4-7d3b-7c1e-9f60-3a1d5a8e2b47", "42")]
    [InlineData("\"username\"", "\"size\":\"small\",\"username\"")]
    public void What_is_not_an_order_is_refused_as_bad_JSON(string part, string? instead = null)
    {
        var json = instead is null ? part : Json.Replace(part, instead, StringComparison.Ordinal);

        Assert.ThrowsAny<JsonException>(() => OrderJson.Deserialize(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void No_mutilated_payload_throws_anything_else()
    {
        var random = new Random(16);
        var payload = Encoding.UTF8.GetBytes(Json);
        for (var round = 0; round < 20_000; round++)
        {
            var broken = payload.ToArray();
            for (var i = 0; i < 1 + (round % 4); i++)
                broken[random.Next(broken.Length)] = (byte)random.Next(256);

            var error = Record.Exception(() => OrderJson.Deserialize(broken));
            Assert.True(error is null or JsonException, $"{error?.GetType()} for {Encoding.Latin1.GetString(broken)}");
        }
    }

    private static string Again(string json) => Encoding.UTF8.GetString(OrderJson.Serialize(OrderJson.Deserialize(Encoding.UTF8.GetBytes(json))));
}
