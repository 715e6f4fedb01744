using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.HealthCheck;

/// <summary>Keeps the health of services as it is told, and tells watchers of every change. Safe for concurrent use.</summary>
public class HealthServiceImpl : Health.V1.Health.HealthBase
{
    /// <summary>A watcher that is further behind misses the oldest changes, never the last.</summary>
    private const int MaxPendingChanges = 5;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServingStatus> _statuses = new(StringComparer.Ordinal);
    private readonly List<(string Service, ChannelWriter<ServingStatus> Changes)> _watchers = [];

    public void SetStatus(string service, ServingStatus status)
    {
        ArgumentNullException.ThrowIfNull(service);
        lock (_gate)
        {
            var previous = _statuses.GetValueOrDefault(service, ServingStatus.ServiceUnknown);
            _statuses[service] = status;
            if (status != previous) Notify(service, status);
        }
    }

    /// <summary>The service is unknown from now on.</summary>
    public void ClearStatus(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        lock (_gate)
        {
            if (_statuses.Remove(service)) Notify(service, ServingStatus.ServiceUnknown);
        }
    }

    public void ClearAll()
    {
        lock (_gate)
        {
            foreach (var service in _statuses.Keys)
                Notify(service, ServingStatus.ServiceUnknown);
            _statuses.Clear();
        }
    }

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        lock (_gate)
        {
            return _statuses.TryGetValue(request.Service, out var status)
                ? Task.FromResult(new HealthCheckResponse { Status = status })
                : throw new RpcException(new Status(StatusCode.NotFound, ""));
        }
    }

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var changes = Channel.CreateBounded<ServingStatus>(new BoundedChannelOptions(MaxPendingChanges) { FullMode = BoundedChannelFullMode.DropOldest });
        var watcher = (request.Service, changes.Writer);
        lock (_gate)
        {
            _watchers.Add(watcher);
            changes.Writer.TryWrite(_statuses.GetValueOrDefault(request.Service, ServingStatus.ServiceUnknown));
        }

        // Completed, not cancelled: the watcher is gone or the server stops, and neither is an error.
        await using var registration = context.CancellationToken.UnsafeRegister(static writer => ((ChannelWriter<ServingStatus>)writer!).TryComplete(), changes.Writer);
        try
        {
            await foreach (var status in changes.Reader.ReadAllAsync(CancellationToken.None))
            {
                if (context.CancellationToken.IsCancellationRequested) return;
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status });
            }
        }
        finally
        {
            lock (_gate) _watchers.Remove(watcher);
        }
    }

    private void Notify(string service, ServingStatus status)
    {
        foreach (var (_, changes) in _watchers.Where(watcher => watcher.Service == service))
            changes.TryWrite(status);
    }
}
