using System.Globalization;

namespace BoxBox.Tests.Fixtures.PaddockGateway;

/// <summary>A client of the event stream, as plain as can be: line by line.</summary>
internal sealed class SseReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;
    private readonly CancellationTokenSource _deadline;

    private SseReader(HttpResponseMessage response, Stream body, CancellationTokenSource deadline) =>
        (_response, _lines, _deadline) = (response, new StreamReader(body), deadline);

    public HttpResponseMessage Response => _response;

    public static async Task<SseReader> OpenAsync(HttpClient client, string query = "", string? lastEventId = null)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/order/sse" + query);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        response.EnsureSuccessStatusCode();
        return new SseReader(response, await response.Content.ReadAsStreamAsync(deadline.Token), deadline);
    }

    public async Task<string?> NextLineAsync() => await _lines.ReadLineAsync(_deadline.Token);

    /// <summary>The next event, whatever comments come before it; null where the stream ends.</summary>
    public async Task<SseEvent?> NextEventAsync()
    {
        ulong id = 0;
        while (await NextLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = ulong.Parse(line[4..], CultureInfo.InvariantCulture);
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                return new SseEvent(id, JsonDocument.Parse(line[6..]).RootElement);
        }

        return null;
    }

    public async Task<IReadOnlyList<ulong>> NextIdsAsync(int count)
    {
        var ids = new List<ulong>();
        while (ids.Count < count && await NextEventAsync() is { } next)
            ids.Add(next.Id);
        return ids;
    }

    /// <summary>Reads until the gateway ends the stream, however it does; what was left is returned.</summary>
    public async Task<IReadOnlyList<ulong>> ReadToEndAsync()
    {
        var ids = new List<ulong>();
        try
        {
            while (await NextEventAsync() is { } next)
                ids.Add(next.Id);
        }
        catch (Exception end) when (end is IOException or HttpRequestException)
        {
            // Cut off: not the polite end of a response, but an end.
        }

        return ids;
    }

    public void Dispose()
    {
        _response.Dispose();
        _lines.Dispose();
        _deadline.Dispose();
    }
}

internal sealed record SseEvent(ulong Id, JsonElement Data)
{
    public string? this[string field] => Data.GetProperty(field).GetString();
}
