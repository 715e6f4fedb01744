namespace BoxBox.Tests.Fixtures.PaddockGateway;

/// <summary>Bad requests without end, the same ones for the same seed: each is refused for a reason that it was made with.</summary>
internal sealed class BadRequestCorpus(int seed)
{
    private static readonly string[] NotStrings = ["null", "true", "0", "-1", "1e999", "123456789012345678901234567890", "{}", "[]", "[[\"x\"]]", "{\"a\":\"b\"}"];
    private static readonly string[] NotNames = ["\"\"", "\"huge\"", "\"LARGE \"", "\"large\\u0000\"", "\"lаrge\"", "\"1\"", "\"small,large\"", "\"\\ud83c\"", "\"creamCheese\""];
    private static readonly string[] Blanks = ["\"\"", "\" \"", "\"\\t\\n\"", "\"\\u2003\"", "\"\\u00a0\"", "\"\\udfff\"", "\"x\\ud800y\"", "\"\\r\"", "\"x\\u0007\"", "\"\\u200d\"", "\"\\u3164\"", "\"\\u2800\"", "\"\\u115f\""];
    private static readonly string[] BrokenTexts = ["", " ", "{", "}", "[]", "null", "\"x\"", "{]", "{\"a\"}", "{\"a\":}", "{,}", "\0", "{\"a\":\"\u0001\"}", "{\"a\":\"\\x\"}", "{\"a\":01}", "{\"a\":.5}", "{\"a\":+1}", "{a:1}", "\uFEFF", "<order/>"];

    private readonly Random _random = new(seed);

    public IEnumerable<BadRequest> Requests(int count) => Enumerable.Range(0, count).Select(_ => Next());

    private BadRequest Next() => _random.Next(7) switch
    {
        0 => Post(Utf8(Mutilate(Pizza.Json)), "JSON"),
        1 => Post(Utf8(Pick(BrokenTexts)), "JSON"),
        2 => BadField(),
        3 => BadEncoding(),
        4 => BadHeaders(),
        5 => BadTarget(),
        _ => TooMuch(),
    };

    private BadRequest BadField() => _random.Next(5) switch
    {
        0 => PostField("size", Pick([.. NotStrings, .. NotNames])),
        1 => PostField("border", Pick([.. NotStrings.Where(value => value != "null"), .. NotNames])),
        2 => PostField("toppings", $"[\"ham\",{Pick([.. NotStrings, .. Blanks])}]"),
        3 => PostField("destination", Pick([.. NotStrings, .. Blanks])),
        _ => PostField("username", Pick([.. NotStrings, .. Blanks])),
    };

    private BadRequest TooMuch() => _random.Next(6) switch
    {
        0 => PostField("username", Text(65 + _random.Next(1000))),
        1 => PostField("destination", Text(201 + _random.Next(1000))),
        2 => PostField("toppings", $"[{string.Join(',', Enumerable.Repeat(Text(3), 21 + _random.Next(100)))}]"),
        3 => PostField("toppings", $"[{Text(65 + _random.Next(100))}]"),
        4 => Post(Utf8(With("x", new string('[', 65 + _random.Next(20_000)))), "JSON"),
        _ => Post(Utf8(Pizza.Json + new string(' ', 64 * 1024)), "65536 bytes"),
    };

    // UTF-16 and UTF-32 of this text are UTF-8, too, of a text that is not JSON; and so may be what chance makes.
    private BadRequest BadEncoding() => _random.Next(4) switch
    {
        0 => Post(Encoding.Unicode.GetBytes(Pizza.Json), "JSON"),
        1 => Post(Encoding.UTF32.GetBytes(Pizza.Json), "JSON"),
        2 => Post([.. Utf8(Pizza.Json[..^2]), (byte)_random.Next(0x80, 0x100), .. "\"}"u8], "UTF-8"),
        _ => Post([.. Enumerable.Range(0, 1 + _random.Next(200)).Select(_ => (byte)_random.Next(0x80, 0x100))], "UTF-8", "JSON"),
    };

    private BadRequest BadHeaders() => _random.Next(8) switch
    {
        7 => PostHeader(Pick([$"X: {new string('x', 33_000)}", string.Concat(Enumerable.Repeat("X: x\r\n", 98)) + "X: x"]), "headers") with { Bare = 431 },
        0 => PostWith("", Utf8(Pizza.Json), "Content-Type"),
        1 => PostWith("Content-Type: text/html\r\n", Utf8(Pizza.Json), "Content-Type"),
        2 => PostWith("Content-Type: application/json; charset=utf-7\r\n", Utf8(Pizza.Json), "Content-Type"),
        3 => PostHeader($"Idempotency-Key: {new string('k', 129 + _random.Next(500))}", "Idempotency-Key"),
        4 => PostHeader($"Idempotency-Key: {Pick(["", "a b", "\u00e9", "k\tk", "\u007f"])}", "Idempotency-Key"),
        5 => PostHeader("Idempotency-Key: a\r\nIdempotency-Key: b", "Idempotency-Key"),
        _ => PostHeader("Content-Encoding: br", "Content-Encoding"),
    };

    private BadRequest BadTarget()
    {
        var method = Pick(["GET", "PUT", "PATCH", "DELETE", "BREW", "OPTIONS", "TRACE", "HEAD"]);
        return _random.Next(4) switch
        {
            0 => Ask(method, "/v1/order", $"{method} is not allowed"),
            1 => BadOrderId(Pick(["%00", "%2e%2e", "x", "..%2f", "%ff%fe", "'--", "%F0%9F%8D%95", new string('a', 3000), new string('a', 9000)])),
            2 => BadQuery(Pick(["replay=x", "replay=", "order_id=%00", "order_id=1", "last_event_id=", "last_event_id=0x1", "last_event_id=18446744073709551616"])),
            _ => Ask("GET", $"/v1/{Pick(["", "ledger%00", "order/sse/", "order//", "%", "orders"])}x", "nothing at /v1/"),
        };
    }

    private static BadRequest BadOrderId(string id) => Ask("GET", $"/v1/order/{id}", id switch
    {
        "%2e%2e" => "nothing at /v1/",
        _ => "order_id",
    });

    private static BadRequest BadQuery(string query) => Ask("GET", $"/v1/order/sse?{query}", query[..query.IndexOf('=', StringComparison.Ordinal)]);

    // One structural character less, wherever it stood, and the text is JSON no more.
    private string Mutilate(string json)
    {
        var places = Enumerable.Range(0, json.Length).Where(index => "{}[]:\"".Contains(json[index], StringComparison.Ordinal)).ToArray();
        return json.Remove(Pick(places), 1);
    }

    private static string With(string field, string value)
    {
        var fields = new Dictionary<string, string> { ["size"] = "\"large\"", ["destination"] = "\"d\"", ["username"] = "\"u\"", [field] = value };
        return $"{{{string.Join(',', fields.Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}";
    }

    private string Text(int length) => $"\"{string.Concat(Enumerable.Repeat(Pick(["a", "é", "🍕", "\\u0000", "<"]), length))}\"";

    private static BadRequest PostField(string field, string value) => Post(Utf8(With(field, value)), field);

    private static BadRequest PostHeader(string header, string named) =>
        PostWith($"Content-Type: application/json\r\n{header}\r\n", Utf8(Pizza.Json), named);

    private static BadRequest Post(byte[] body, params string[] named) => PostWith("Content-Type: application/json\r\n", body, named);

    private static BadRequest PostWith(string headers, byte[] body, params string[] named) =>
        new(RawHttp.Request($"POST /v1/order HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {body.Length}\r\n{headers}\r\n", body), named);

    // A path with a NUL is one that the server does not decode.
    private static BadRequest Ask(string method, string target, string named) =>
        new(RawHttp.Request($"{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), named)
        {
            Bare = target.Length > 8192 ? 414 : target.Split('?')[0].Contains("%00", StringComparison.Ordinal) ? 400 : null,
        };

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
