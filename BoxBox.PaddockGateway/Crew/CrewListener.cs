using NATS.Client.Core;

namespace BoxBox.PaddockGateway.Crew;

/// <summary>Listens to what the crew says over core NATS, through every loss of it, and looks who has fallen silent.</summary>
internal sealed class CrewListener(INatsConnection nats, CrewRoom room, TimeProvider time, ILogger<CrewListener> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(LookAsync(stoppingToken), ListenAsync(stoppingToken));

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        using var looks = new PeriodicTimer(LookInterval, time);
        while (await looks.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                room.Look();
            }
            catch (Exception error)
            {
                // Who is told of a change failed: the others are still to be looked at.
                Log.CrewLookFailed(logger, LookInterval, error);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await foreach (var message in nats.SubscribeAsync<byte[]>(CrewReport.Subjects, cancellationToken: stoppingToken))
                    Hear(message);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                Log.CrewUnheard(logger, RetryDelay, error.Message);
            }

            await Task.Delay(RetryDelay, time, stoppingToken);
        }
    }

    private void Hear(NatsMsg<byte[]> message)
    {
        try
        {
            room.Hear(CrewReport.Read(message.Data));
        }
        catch (JsonException error)
        {
            Log.CrewNotUnderstood(logger, message.Subject, error.Message);
        }
    }
}
