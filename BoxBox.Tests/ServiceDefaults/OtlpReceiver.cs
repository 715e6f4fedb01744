using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace BoxBox.Tests.ServiceDefaults;

/// <summary>A collector that takes OTLP over HTTP and keeps the raw messages by signal.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app = LoopbackApp.CreateBuilder().Build();

    private OtlpReceiver() =>
        _app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            Received.GetOrAdd(signal, _ => []).Enqueue(body.ToArray());
            return Results.Bytes([], "application/x-protobuf");
        });

    public ConcurrentDictionary<string, ConcurrentQueue<byte[]>> Received { get; } = new();

    public string Address => _app.Urls.Single();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
