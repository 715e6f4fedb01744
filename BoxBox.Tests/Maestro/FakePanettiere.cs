using System.Net;
using BoxBox.Protos.Panettiere;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Maestro;

/// <summary>A Panettiere over real gRPC on a loopback port who answers as the test says.</summary>
internal sealed class FakePanettiere : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<DoughRequest> _requests = [];
    private readonly Lock _gate = new();

    private FakePanettiere(Func<DoughRequest, CancellationToken, Task> answer)
    {
        Answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, grpc => grpc.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        _app = builder.Build();
        _app.MapGrpcService<Service>();
    }

    public Func<DoughRequest, CancellationToken, Task> Answer { get; set; }

    public Uri Address => new(_app.Urls.First());

    public IReadOnlyList<DoughRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    public static async Task<FakePanettiere> StartAsync(Func<DoughRequest, CancellationToken, Task>? answer = null)
    {
        var panettiere = new FakePanettiere(answer ?? ((_, _) => Task.CompletedTask));
        await panettiere._app.StartAsync();
        return panettiere;
    }

    public static Task RefuseAsync(StatusCode status) => Task.FromException(new RpcException(new Status(status, $"test says {status}")));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private sealed class Service(FakePanettiere panettiere) : PanettiereService.PanettiereServiceBase
    {
        public override async Task<DoughResponse> MakeDough(DoughRequest request, ServerCallContext context)
        {
            lock (panettiere._gate)
                panettiere._requests.Add(request);
            await panettiere.Answer(request, context.CancellationToken);
            return new DoughResponse { Content = "dough" };
        }
    }
}
