using Microsoft.Extensions.DependencyInjection;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Net;

namespace BoxBox.AppHost.Nats;

/// <summary>A command that deletes all that our own JetStream keeps; the services make it anew.</summary>
internal static class StartAfresh
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static IResourceBuilder<T> WithStartAfresh<T>(this IResourceBuilder<T> nats) where T : IResourceWithConnectionString =>
        nats.WithCommand("start-afresh", "Start afresh", context => RunAsync(nats.Resource, context), new CommandOptions
        {
            Description = "Deletes every order that there ever was. Whoever works with orders is stopped meanwhile: what he holds would be the end of orders that have no beginning.",
            ConfirmationMessage = "Delete the stream, with every order in it?",
            IconName = "Broom",
            Progress = new() { Message = "Stopping the services, deleting the stream, starting the services …" },
        });

    private static async Task<ExecuteCommandResult> RunAsync(IResourceWithConnectionString nats, ExecuteCommandContext context)
    {
        var commands = context.Services.GetRequiredService<ResourceCommandService>();
        var resources = context.Services.GetRequiredService<ResourceNotificationService>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var services = new List<ProjectResource>();
            foreach (var service in context.Services.GetRequiredService<DistributedApplicationModel>().GetProjectResources().Where(service => service.Annotations.OfType<WaitAnnotation>().Any(wait => wait.Resource == nats)))
            {
                // Who waits for somebody to start him goes on waiting.
                var now = await resources.WaitForResourceAsync(service.Name, _ => true, patience.Token);
                if (now.Snapshot.State?.Text == KnownResourceStates.Running || !service.TryGetLastAnnotation<ExplicitStartupAnnotation>(out _))
                    services.Add(service);
            }

            await Task.WhenAll(services.Select(service => commands.ExecuteCommandAsync(service, KnownResourceCommands.StopCommand, patience.Token)));
            var deleted = await DeleteAsync((await nats.GetConnectionStringAsync(patience.Token))!, patience.Token);
            await Task.WhenAll(services.Select(service => commands.ExecuteCommandAsync(service, KnownResourceCommands.StartCommand, patience.Token)));
            return CommandResults.Success($"Deleted: {string.Join(", ", deleted.DefaultIfEmpty("nothing, there was no stream"))}.");
        }
        catch (Exception error) when (error is NatsException or TimeoutException or OperationCanceledException && !context.CancellationToken.IsCancellationRequested)
        {
            return CommandResults.Failure($"JetStream could not be emptied: {error.Message}");
        }
    }

    private static async Task<IReadOnlyList<string>> DeleteAsync(string url, CancellationToken cancellationToken)
    {
        await using var client = new NatsClient(new NatsOpts { Url = url, Name = "start afresh" });
        var jetStream = client.CreateJetStreamContext();
        var streams = new List<string>();
        await foreach (var stream in jetStream.ListStreamNamesAsync(cancellationToken: cancellationToken))
            streams.Add(stream);
        foreach (var stream in streams)
            await jetStream.DeleteStreamAsync(stream, cancellationToken);
        return streams;
    }
}
