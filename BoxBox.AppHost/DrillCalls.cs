using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace BoxBox.AppHost;

/// <summary>Calls <c>/drills</c> of a service, each time over a new connection: the proxy in front of its replicas chooses for each connection who gets it.</summary>
internal sealed class DrillCalls(HttpClient http, Uri drills, string key)
{
    /// <summary>How often at most a process is looked for that has not answered yet.</summary>
    public const int MostTries = 20;

    /// <summary>Sets the faults of so many different processes, or of as many as the proxy leads to within <see cref="MostTries"/>.</summary>
    /// <returns>The ids of the processes that answered.</returns>
    /// <exception cref="HttpRequestException">One could not be reached, or refused.</exception>
    /// <exception cref="SocketException">One died the moment it accepted the connection.</exception>
    public async Task<IReadOnlyCollection<int>> SetAsync(IReadOnlyList<Fault> faults, int processes, CancellationToken cancellationToken)
    {
        var reached = new SortedSet<int>();
        for (var tries = 0; reached.Count < processes && tries < MostTries; tries++)
            reached.Add(await SetAsync(faults, cancellationToken));
        return reached;
    }

    private async Task<int> SetAsync(IReadOnlyList<Fault> faults, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, drills) { Content = JsonContent.Create(new { faults }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.ConnectionClose = true;
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var report = await response.Content.ReadFromJsonAsync<Report>(cancellationToken);
        return report?.Process ?? throw new HttpRequestException($"{drills} did not say which process answered.");
    }

    /// <summary>A fault as <c>/drills</c> takes it.</summary>
    internal sealed record Fault(string fault, string? at = null);

    private sealed record Report(int? Process);
}
