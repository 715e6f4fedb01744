using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Fixtures.Maestro;

/// <summary>Somebody over real gRPC on a loopback port who answers as the test says.</summary>
internal abstract class FakeColleague<TSelf, TRequest> : IAsyncDisposable
    where TSelf : FakeColleague<TSelf, TRequest>, new()
{
    private readonly WebApplication _app;
    private readonly List<TRequest> _requests = [];
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _asked = new(0);

    protected FakeColleague(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, grpc => grpc.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(GetType(), this);
        _app = builder.Build();
        map(_app);
    }

    public Func<TRequest, CancellationToken, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public Uri Address => new(_app.Urls.First());

    public IReadOnlyList<TRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    /// <summary>Completes when so many more requests have come.</summary>
    public async Task AskedAsync(int times)
    {
        for (var i = 0; i < times; i++)
            await _asked.WaitAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<TSelf> StartAsync(Func<TRequest, CancellationToken, Task>? answer = null)
    {
        var colleague = new TSelf();
        colleague.Answer = answer ?? colleague.Answer;
        await colleague._app.StartAsync();
        return colleague;
    }

    public static Task RefuseAsync(StatusCode status) => Task.FromException(new RpcException(new Status(status, $"test says {status}")));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _asked.Dispose();
    }

    protected async Task TakeAsync(TRequest request, ServerCallContext context)
    {
        lock (_gate)
            _requests.Add(request);
        _asked.Release();
        await Answer(request, context.CancellationToken);
    }
}
