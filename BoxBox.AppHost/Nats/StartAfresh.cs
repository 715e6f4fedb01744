using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Net;

namespace BoxBox.AppHost.Nats;

/// <summary>A command that deletes all that our own JetStream keeps; the services make it anew.</summary>
internal static class StartAfresh
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static IResourceBuilder<T> WithStartAfresh<T>(this IResourceBuilder<T> nats) where T : IResourceWithConnectionString =>
        nats.WithCommand("start-afresh", "Start afresh", context => RunAsync(nats.Resource, context.CancellationToken), new CommandOptions
        {
            Description = "Deletes every order that there ever was.",
            ConfirmationMessage = "Delete the stream, with every order in it?",
            IconName = "Broom",
        });

    private static async Task<ExecuteCommandResult> RunAsync(IResourceWithConnectionString nats, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var url = await nats.GetConnectionStringAsync(patience.Token);
            await using var client = new NatsClient(new NatsOpts { Url = url!, Name = "start afresh" });
            var jetStream = client.CreateJetStreamContext();
            var deleted = new List<string>();
            await foreach (var stream in jetStream.ListStreamNamesAsync(cancellationToken: patience.Token))
                deleted.Add(stream);
            foreach (var stream in deleted)
                await jetStream.DeleteStreamAsync(stream, patience.Token);
            return CommandResults.Success($"Deleted: {(deleted.Count > 0 ? string.Join(", ", deleted) : "nothing, there was no stream")}.");
        }
        catch (Exception error) when (error is NatsException or TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Failure($"JetStream could not be emptied: {error.Message}");
        }
    }
}
