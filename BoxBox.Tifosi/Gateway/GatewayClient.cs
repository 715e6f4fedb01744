using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace BoxBox.Tifosi.Gateway;

/// <summary>The public API of the Paddock Gateway, as a program far away sees it.</summary>
internal sealed class GatewayClient : IDisposable
{
    /// <summary>No answer of the API is longer; what is, is no answer of the API.</summary>
    private const int LongestAnswerInBytes = 1 << 20;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http;

    /// <param name="timeout">How long an answer may take, from the connection to its last byte.</param>
    public GatewayClient(Uri address, TimeSpan timeout)
    {
        Address = address;
        // A connection a user, as browsers have; and no proxy, which would be what is measured.
        var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ConnectTimeout = timeout };
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = timeout, MaxResponseContentBufferSize = LongestAnswerInBytes };
        Events = new EventStream(new HttpClient(handler, disposeHandler: false) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan });
    }

    public Uri Address { get; }

    public EventStream Events { get; }

    /// <summary>Posts a body to <c>/v1/order</c>; the answer has been read whole.</summary>
    /// <exception cref="Exception">What <see cref="Failure.IsTheirs"/> knows.</exception>
    public async Task<HttpResponseMessage> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } };
        return await _http.PostAsync("/v1/order", content, cancellationToken);
    }

    /// <summary>The id in the answer to an order.</summary>
    /// <exception cref="JsonException">There is none: no JSON, or not this one.</exception>
    public static async Task<Guid> OrderIdOfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("order_id", out var id) && id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var orderId)
            ? orderId
            : throw new JsonException("No order_id.");
    }

    /// <exception cref="Exception">What <see cref="Failure.IsTheirs"/> knows.</exception>
    public async Task<LedgerTotals> LedgerAsync(CancellationToken cancellationToken) =>
        await _http.GetFromJsonAsync("/v1/ledger", GatewayJson.Default.LedgerTotals, cancellationToken) ?? throw new JsonException("null is no ledger.");

    /// <summary>What a problem document says, or else the status.</summary>
    public static async Task<string> ReasonOfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var reason = new StringBuilder(Failure.Status((int)answer.StatusCode));
        try
        {
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            if (problem.RootElement.ValueKind != JsonValueKind.Object) return reason.ToString();
            foreach (var name in new[] { "detail", "title" })
            {
                if (!problem.RootElement.TryGetProperty(name, out var text)) continue;
                reason.Append(": ").Append(text);
                break;
            }

            if (problem.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object)
                foreach (var error in errors.EnumerateObject()) reason.Append($"; {error.Name}: {error.Value}");
        }
        catch (JsonException)
        {
            // Not the API's own words: the status must do.
        }

        return reason.ToString();
    }

    public void Dispose()
    {
        Events.Dispose();
        _http.Dispose();
    }
}
