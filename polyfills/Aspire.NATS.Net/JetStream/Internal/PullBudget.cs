using System.Diagnostics.CodeAnalysis;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream.Internal;

/// <summary>Counts what a consumption has under way: asked for, or here and not yet taken. Asks for more once that falls to the threshold.</summary>
internal sealed class PullBudget(PullLimits limits)
{
    private readonly Lock _gate = new();
    private long _msgs;
    private long _bytes;

    /// <summary>The user has taken a message.</summary>
    public void Taken(int size) => Subtract(1, size);

    /// <summary>A pull request has ended without that much of what it asked for.</summary>
    public void Unserved(long msgs, long bytes) => Subtract(msgs, bytes);

    /// <summary>All pull requests are gone; only what waits here is still to come.</summary>
    public void Lost(long waitingMsgs, long waitingBytes)
    {
        lock (_gate)
            (_msgs, _bytes) = (waitingMsgs, waitingBytes);
    }

    /// <summary>The pull request that is due, if one is; what it asks for counts as under way from now on.</summary>
    public bool TryPull([NotNullWhen(true)] out ConsumerGetnextRequest? request)
    {
        lock (_gate)
        {
            request = null;
            var isDue = limits.MaxBytes > 0 ? _bytes <= limits.ThresholdBytes && _bytes < limits.MaxBytes : _msgs <= limits.ThresholdMsgs && _msgs < limits.MaxMsgs;
            if (!isDue)
                return false;
            request = new ConsumerGetnextRequest
            {
                Batch = limits.MaxBytes > 0 ? limits.MaxMsgs : limits.MaxMsgs - _msgs,
                MaxBytes = limits.MaxBytes - _bytes,
                Expires = limits.Expires,
                IdleHeartbeat = limits.Heartbeat,
            };
            if (limits.MaxBytes == 0)
                request.MaxBytes = 0;
            (_msgs, _bytes) = (limits.MaxMsgs, limits.MaxBytes);
            return true;
        }
    }

    private void Subtract(long msgs, long bytes)
    {
        lock (_gate)
        {
            _msgs = Math.Max(0, _msgs - msgs);
            _bytes = Math.Max(0, _bytes - bytes);
        }
    }
}
