namespace BoxBox.Orders.Crew;

/// <summary>Says over NATS what this process does: every change, and every 2 s. What cannot be said is dropped: it is for who looks on now.</summary>
internal sealed class CrewVoice(CrewMember member, INatsConnection nats, TimeProvider time, ILogger<CrewVoice> logger) : BackgroundService
{
    private bool _isHeard = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var again = time.CreateTimer(_ => member.Repeat(), null, TimeSpan.Zero, CrewReport.Interval);
        try
        {
            await foreach (var report in member.Unsaid.ReadAllAsync(stoppingToken))
                await SayAsync(report, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task SayAsync(CrewReport report, CancellationToken stoppingToken)
    {
        // While the client reconnects, a message would wait for it, and come when it is no longer true.
        if (nats.ConnectionState is NatsConnectionState.Connecting or NatsConnectionState.Reconnecting)
            return;
        try
        {
            var payload = report.ToJson();
            await Deadline.KeepAsync(
                time, Deadline.Default, token => nats.PublishAsync(report.Subject, payload, cancellationToken: token).AsTask(), stoppingToken);
            _isHeard = true;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            if (_isHeard)
                Log.CrewUnheard(logger, e.Message);
            _isHeard = false;
        }
    }
}
