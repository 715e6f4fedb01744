using BoxBox.Tifosi.Gateway;

namespace BoxBox.Tifosi.Following;

/// <summary>Listens to the live stream while a run lasts.</summary>
internal sealed class Follower(GatewayClient gateway, Sightings sightings, TimeProvider time)
{
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private (ulong Sequence, TaskCompletionSource There)? _awaited;

    /// <summary>Completes when the gateway has answered: from here on nothing may be missed.</summary>
    public Task Listening => _listening.Task;

    /// <summary>Ends with the token; what breaks in between is taken up again after the last event.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        gateway.Events.StateChanged += lost =>
        {
            if (lost is null) _listening.TrySetResult();
        };
        try
        {
            await foreach (var step in gateway.Events.FollowAsync(orderId: null, time, cancellationToken))
            {
                sightings.Saw(step);
                lock (_gate)
                {
                    if (_awaited is { } wait && step.Sequence >= wait.Sequence) wait.There.TrySetResult();
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (HttpRequestException refused)
        {
            // There is no live stream here; the load goes on without.
            _listening.TrySetException(refused);
        }
    }

    /// <summary>Waits until all up to a place of the stream was told, or until that takes too long.</summary>
    public async Task HearAsync(ulong sequence, TimeSpan patience, CancellationToken cancellationToken)
    {
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (sightings.Last >= sequence) return;
            _awaited = (sequence, there);
        }

        await there.Task.WaitAsync(patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
