using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BoxBox.Tests.Fixtures.ServiceDefaults;

/// <summary>A collector that takes OTLP and keeps the raw messages by signal.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(HttpProtocols protocols)
    {
        var builder = LoopbackApp.CreateBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocols));
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", ReceiveOverHttpAsync);
        _app.MapPost("/opentelemetry.proto.collector.{signal}.v1.{service}/Export", ReceiveOverGrpcAsync);
    }

    public ConcurrentDictionary<string, ConcurrentQueue<byte[]>> Received { get; } = new();

    /// <summary>Told each message as it comes, with its signal.</summary>
    public event Action<string, byte[]>? Arrived;

    public string Address => _app.Urls.Single();

    public static Task<OtlpReceiver> StartOverHttpAsync() => StartAsync(HttpProtocols.Http1);

    public static Task<OtlpReceiver> StartOverGrpcAsync() => StartAsync(HttpProtocols.Http2);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<OtlpReceiver> StartAsync(HttpProtocols protocols)
    {
        var receiver = new OtlpReceiver(protocols);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    private async Task<IResult> ReceiveOverHttpAsync(string signal, HttpRequest request)
    {
        await KeepAsync(signal, request);
        return Results.Bytes([], "application/x-protobuf");
    }

    private async Task ReceiveOverGrpcAsync(string signal, HttpRequest request)
    {
        await KeepAsync(signal, request);
        var response = request.HttpContext.Response;
        response.ContentType = "application/grpc";
        await response.Body.WriteAsync(new byte[5]); // an uncompressed message of length 0
        response.AppendTrailer("grpc-status", "0");
    }

    private async Task KeepAsync(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        Received.GetOrAdd(signal, _ => []).Enqueue(body.ToArray());
        Arrived?.Invoke(signal, body.ToArray());
    }
}
