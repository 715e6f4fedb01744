using System.Text;

namespace BoxBox.Tests.PaddockGateway;

/// <summary>Bad requests without end, the same ones for the same seed: each is refused for a reason that it was made with.</summary>
internal sealed class BadRequestCorpus(int seed)
{
    private static readonly string[] NotStrings = ["null", "true", "0", "-1", "1e999", "123456789012345678901234567890", "{}", "[]", "[[\"x\"]]", "{\"a\":\"b\"}"];
    private static readonly string[] NotNames = ["\"\"", "\"huge\"", "\"LARGE \"", "\"large\\u0000\"", "\"lаrge\"", "\"1\"", "\"small,large\"", "\"\\ud83c\"", "\"creamCheese\""];
    private static readonly string[] Blanks = ["\"\"", "\" \"", "\"\\t\\n\"", "\"\\u2003\"", "\"\\u00a0\"", "\"\\udfff\"", "\"x\\ud800y\""];
    private static readonly string[] BrokenTexts = ["", " ", "{", "}", "[]", "null", "\"x\"", "{]", "{\"a\"}", "{\"a\":}", "{,}", "\0", "{\"a\":\"\u0001\"}", "{\"a\":\"\\x\"}", "{\"a\":01}", "{\"a\":.5}", "{\"a\":+1}", "{a:1}", "\uFEFF", "<order/>"];

    private readonly Random _random = new(seed);

    public IEnumerable<byte[]> Requests(int count) => Enumerable.Range(0, count).Select(_ => Next());

    private byte[] Next() => _random.Next(7) switch
    {
        0 => Post(Utf8(Mutilate(Pizza.Json))),
        1 => Post(Utf8(Pick(BrokenTexts))),
        2 => Post(Utf8(BadField())),
        3 => Post(BadEncoding()),
        4 => BadHeaders(),
        5 => BadTarget(),
        _ => Post(Utf8(TooMuch())),
    };

    private string BadField() => _random.Next(5) switch
    {
        0 => With("size", Pick([.. NotStrings, .. NotNames])),
        1 => With("border", Pick([.. NotStrings.Where(value => value != "null"), .. NotNames])),
        2 => With("toppings", $"[\"ham\",{Pick([.. NotStrings, .. Blanks])}]"),
        3 => With("destination", Pick([.. NotStrings, .. Blanks])),
        _ => With("username", Pick([.. NotStrings, .. Blanks])),
    };

    private string TooMuch() => _random.Next(6) switch
    {
        0 => With("username", Text(65 + _random.Next(1000))),
        1 => With("destination", Text(201 + _random.Next(1000))),
        2 => With("toppings", $"[{string.Join(',', Enumerable.Repeat(Text(3), 21 + _random.Next(100)))}]"),
        3 => With("toppings", $"[{Text(65 + _random.Next(100))}]"),
        4 => With("x", new string('[', 65 + _random.Next(20_000))),
        _ => Pizza.Json + new string(' ', 64 * 1024),
    };

    private byte[] BadEncoding() => _random.Next(4) switch
    {
        0 => Encoding.Unicode.GetBytes(Pizza.Json),
        1 => Encoding.UTF32.GetBytes(Pizza.Json),
        2 => [.. Utf8(Pizza.Json[..^2]), (byte)_random.Next(0x80, 0x100), .. "\"}"u8],
        _ => [.. Enumerable.Range(0, 1 + _random.Next(200)).Select(_ => (byte)_random.Next(0x80, 0x100))],
    };

    private byte[] BadHeaders()
    {
        var body = Utf8(Pizza.Json);
        return _random.Next(8) switch
        {
            7 => Post(body, "Content-Type: application/json", Pick([$"X: {new string('x', 33_000)}", string.Concat(Enumerable.Repeat("X: x\r\n", 98)) + "X: x"])),
            0 => Raw($"POST /v1/order HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n", body),
            1 => Post(body, "Content-Type: text/html"),
            2 => Post(body, "Content-Type: application/json; charset=utf-7"),
            3 => Post(body, "Content-Type: application/json", $"Idempotency-Key: {new string('k', 129 + _random.Next(500))}"),
            4 => Post(body, "Content-Type: application/json", $"Idempotency-Key: {Pick(["", "a b", "\u00e9", "k\tk", "\u007f"])}"),
            5 => Post(body, "Content-Type: application/json", "Idempotency-Key: a\r\nIdempotency-Key: b"),
            _ => Post(body, "Content-Type: application/json", "Content-Encoding: br"),
        };
    }

    private byte[] BadTarget()
    {
        var method = Pick(["GET", "PUT", "PATCH", "DELETE", "BREW", "OPTIONS", "TRACE", "HEAD"]);
        return _random.Next(4) switch
        {
            0 => Raw($"{method} /v1/order HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            1 => Raw($"GET /v1/order/{Pick(["%00", "%2e%2e", "x", "..%2f", "%ff%fe", "'--", "%F0%9F%8D%95", new string('a', 3000), new string('a', 9000)])} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            2 => Raw($"GET /v1/order/sse?{Pick(["replay=x", "replay=", "order_id=%00", "order_id=1", "last_event_id=", "last_event_id=0x1", "last_event_id=18446744073709551616"])} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            _ => Raw($"GET /v1/{Pick(["", "ledger%00", "order/sse/", "order//", "%", "orders"])}x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
        };
    }

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

    private static byte[] Post(byte[] body, params string[] headers)
    {
        headers = headers.Length == 0 ? ["Content-Type: application/json"] : headers;
        return Raw($"POST /v1/order HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {body.Length}\r\n{string.Join("\r\n", headers)}\r\n\r\n", body);
    }

    private static byte[] Raw(string head, ReadOnlySpan<byte> body = default) => RawHttp.Request(head, body);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
