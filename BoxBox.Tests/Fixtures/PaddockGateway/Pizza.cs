using System.Net.Http.Json;
using BoxBox.Tests.Fixtures.Distributed;

namespace BoxBox.Tests.Fixtures.PaddockGateway;

/// <summary>Orders to try things with.</summary>
internal static class Pizza
{
    public const string Json =
        """
        {"size":"large","toppings":["pepperoni","mushrooms"],"border":"cheddar","destination":"Ferrari Garage #16","username":"charles_leclerc"}
        """;

    public static readonly DateTimeOffset Noon = new(2026, 9, 6, 12, 0, 0, TimeSpan.Zero);

    public static Order Order(OrderStatus status = OrderStatus.Pending, Guid? id = null) => new()
    {
        OrderId = id ?? Guid.CreateVersion7(Noon),
        Size = PizzaSize.Large,
        Toppings = ["pepperoni", "mushrooms"],
        Border = Border.Cheddar,
        Destination = "Ferrari Garage #16",
        Username = "charles_leclerc",
        OrderedAt = Noon,
        Status = status,
        UpdatedAt = Noon + TimeSpan.FromSeconds((int)status),
    };

    public static Task<HttpResponseMessage> PostAsync(this HttpClient client, string json = Json, string? key = null) =>
        client.PostAsync(new StringContent(json, Encoding.UTF8, "application/json"), key);

    public static async Task<HttpResponseMessage> PostAsync(this HttpClient client, HttpContent content, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/order") { Content = content };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Orders as a patient client does: told to come back later (503), it does, under the same key.</summary>
    public static async Task<HttpResponseMessage> PlaceAsync(this HttpClient client, string json = Json, string? key = null)
    {
        key ??= $"{Guid.NewGuid()}";
        return await PersistAsync(() => client.PostAsync(json, key));
    }

    /// <summary>Asks again for as long as the answer is that there is none now (503).</summary>
    public static async Task<HttpResponseMessage> PersistAsync(Func<Task<HttpResponseMessage>> ask)
    {
        using var patience = Patience.ATest();
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var response = await ask();
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                return response;
            response.Dispose();
        }
    }

    public static Task<JsonElement> ReadJsonAsync(this HttpResponseMessage response) =>
        response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    /// <summary>Asserts that the answer is a problem document for its status, with a trace id.</summary>
    public static async Task<JsonElement> ReadProblemAsync(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.ReadJsonAsync();
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("type").GetString()!);
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        return problem;
    }

    public static string[] ErrorNames(this JsonElement problem) =>
        problem.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateObject().Select(error => error.Name)] : [];
}
