using System.Net;
using System.Net.Http.Headers;

namespace BoxBox.PaddockGateway.PitWall;

/// <summary>A call to the drills, as it came.</summary>
internal sealed record DrillCall(string Method, string Authorization, ReadOnlyMemory<byte> Body);

/// <summary>What one replica answered.</summary>
internal sealed record DrillAnswer(HttpStatusCode Status, string Body, string? ContentType);

/// <summary>Calls the drills of one replica, over as many new connections as it takes to reach it.</summary>
internal sealed class DrillCaller(HttpClient http, TimeProvider time)
{
    /// <summary>Each connection may lead to any of the replicas: with ten, all but 2 % of calls reach theirs in so many.</summary>
    private const int MostTries = 40;

    /// <summary>A proxy takes connections also for a second crew that was not started, and never answers.</summary>
    private static readonly TimeSpan TryPatience = TimeSpan.FromSeconds(2);

    /// <param name="call">What to call.</param>
    /// <param name="addresses">Where replicas of the role may be.</param>
    /// <param name="instance">Which replica is meant; null: whichever answers first.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public async Task<DrillAnswer> CallAsync(DrillCall call, IReadOnlyList<Uri> addresses, string? instance, CancellationToken cancellationToken)
    {
        DrillAnswer? misdirected = null;
        foreach (var address in addresses)
        {
            for (var tries = 0; tries < MostTries && await TryAsync(call, address, instance, cancellationToken) is { } answer; tries++)
            {
                if (answer.Status != HttpStatusCode.MisdirectedRequest)
                    return answer;
                misdirected = answer;
            }
        }

        return misdirected ?? throw new HttpRequestException("nobody answers there");
    }

    private async Task<DrillAnswer?> TryAsync(DrillCall call, Uri address, string? instance, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(TryPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), instance is null ? address : new Uri($"{address}?instance={Uri.EscapeDataString(instance)}"));
        request.Headers.ConnectionClose = true;
        if (call.Authorization.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", call.Authorization);
        if (!call.Body.IsEmpty)
            request.Content = new ReadOnlyMemoryContent(call.Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/json") } };
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return new DrillAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(either.Token), response.Content.Headers.ContentType?.ToString());
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Nobody there, or one that was just killed: the next address may answer.
            return null;
        }
    }
}
