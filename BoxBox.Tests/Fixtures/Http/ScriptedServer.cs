namespace BoxBox.Tests.Fixtures.Http;

/// <summary>The end of a client's handlers: each request gets the next answer of the script, the last one again and again.</summary>
internal sealed class ScriptedServer(params Func<CancellationToken, Task<HttpResponseMessage>>[] script) : HttpMessageHandler
{
    private readonly SemaphoreSlim _arrived = new(0);
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    public static Func<CancellationToken, Task<HttpResponseMessage>> Answer(HttpStatusCode status) => _ => Task.FromResult(new HttpResponseMessage(status));

    public static Func<CancellationToken, Task<HttpResponseMessage>> Refuse() => _ => throw new HttpRequestException("Connection refused");

    public static Func<CancellationToken, Task<HttpResponseMessage>> Hang() => async cancellation =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        return new HttpResponseMessage(HttpStatusCode.OK);
    };

    /// <summary>Waits for the next request.</summary>
    public async Task ArrivedAsync(CancellationToken cancellationToken) =>
        Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken), "No request came.");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var turn = Interlocked.Increment(ref _requests) - 1;
        var answer = script[Math.Min(turn, script.Length - 1)](cancellationToken);
        _arrived.Release();
        return answer;
    }
}
