using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.HealthChecks.Internal;

/// <summary>Answers the gRPC health protocol from the application's health checks.</summary>
internal sealed class HealthService(
    HealthServiceImpl published,
    HealthCheckService checks,
    IOptions<HealthCheckOptions> httpOptions,
    IOptions<GrpcHealthChecksOptions> options,
    IHostApplicationLifetime lifetime) : Health.V1.Health.HealthBase
{
    private readonly GrpcHealthChecksOptions _options = options.Value;

    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (_options.UseHealthChecksCache) return await published.Check(request, context);
        return await RunChecksAsync(request.Service, context.CancellationToken)
            ?? throw new RpcException(new Status(StatusCode.NotFound, ""));
    }

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var stopping = _options.SuppressCompletionOnShutdown ? CancellationToken.None : lifetime.ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping);
        var responses = _options.UseHealthChecksCache
            ? responseStream
            : new FreshFirstWriter(responseStream, () => RunChecksAsync(request.Service, context.CancellationToken));
        await published.Watch(request, responses, new EndableCallContext(context, end.Token));
        if (stopping.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
            await responseStream.WriteAsync(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.NotServing }, CancellationToken.None);
    }

    /// <summary>Null where the service is not mapped.</summary>
    private async Task<HealthCheckResponse?> RunChecksAsync(string service, CancellationToken cancellationToken)
    {
        if (!_options.Services.TryGet(service, out var mapping)) return null;

        var report = await checks.CheckHealthAsync(
            check => httpOptions.Value.Predicate?.Invoke(check) is not false && mapping.Counts(check.Name, check.Tags), cancellationToken);
        return new HealthCheckResponse { Status = ServingStatusOf.Checks(report.Entries.Values) };
    }

    /// <summary>A new watcher gets what is true now; what was published may be half a minute old.</summary>
    private sealed class FreshFirstWriter(IServerStreamWriter<HealthCheckResponse> inner, Func<Task<HealthCheckResponse?>> check)
        : IServerStreamWriter<HealthCheckResponse>
    {
        private bool _started;

        public WriteOptions? WriteOptions
        {
            get => inner.WriteOptions;
            set => inner.WriteOptions = value;
        }

        public async Task WriteAsync(HealthCheckResponse message)
        {
            if (!_started) message = await check() ?? message;
            _started = true;
            await inner.WriteAsync(message, CancellationToken.None);
        }
    }
}
