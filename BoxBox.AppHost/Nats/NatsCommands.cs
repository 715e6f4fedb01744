using System.Diagnostics;

namespace BoxBox.AppHost.Nats;

/// <summary>What can be done to our own NATS from the dashboard, and by <c>aspire resource nats …</c>.</summary>
internal static class NatsCommands
{
    private const string Stream = "ORDERS";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>Deletes all that JetStream keeps, the ledger's snapshot, too; the services make it anew.</summary>
    public static IResourceBuilder<T> WithStartAfresh<T>(this IResourceBuilder<T> nats) where T : IResourceWithConnectionString =>
        nats.WithCommand("start-afresh", "Start afresh", context => OnJetStreamAsync(nats.Resource, context, StartAfreshAsync), new CommandOptions
        {
            Description = "Deletes every order that there ever was. Whoever works with orders is stopped meanwhile: what he holds would be the end of orders that have no beginning.",
            ConfirmationMessage = "Delete the stream, with every order in it?",
            IconName = "Broom",
            Progress = new() { Message = "Stopping the services, deleting the stream, starting the services …" },
        });

    /// <summary>A drill of a cluster: the server that leads the stream is killed, and the others choose another one.</summary>
    public static IResourceBuilder<T> WithKillLeader<T>(this IResourceBuilder<T> nats) where T : IResourceWithConnectionString =>
        nats.WithCommand("kill-leader", "Kill the leader", context => OnJetStreamAsync(nats.Resource, context, KillLeaderAsync), new CommandOptions
        {
            Description = "Finds out which server leads the stream, kills it, and waits for another one to lead. Its own Start brings it back.",
            IconName = "CrownSubtract",
            Progress = new() { Message = "Killing the leader, waiting for another …" },
        });

    private static async Task<ExecuteCommandResult> OnJetStreamAsync(
        IResourceWithConnectionString nats, ExecuteCommandContext context, Func<INatsJSContext, IResource, ExecuteCommandContext, CancellationToken, Task<ExecuteCommandResult>> command)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var client = new NatsClient(new NatsOpts { Url = (await nats.GetConnectionStringAsync(patience.Token))!, Name = "dashboard" });
            return await command(client.CreateJetStreamContext(), nats, context, patience.Token);
        }
        catch (Exception error) when (error is NatsException or TimeoutException or OperationCanceledException && !context.CancellationToken.IsCancellationRequested)
        {
            return CommandResults.Failure($"Not done within {Patience.TotalSeconds} s: {error.Message} (of three servers two have to run.)");
        }
    }

    private static async Task<ExecuteCommandResult> StartAfreshAsync(INatsJSContext jetStream, IResource nats, ExecuteCommandContext context, CancellationToken cancellationToken)
    {
        var commands = context.Services.GetRequiredService<ResourceCommandService>();
        var resources = context.Services.GetRequiredService<ResourceNotificationService>();
        var services = new List<ProjectResource>();
        foreach (var service in context.Services.GetRequiredService<DistributedApplicationModel>().GetProjectResources().Where(service => service.Annotations.OfType<WaitAnnotation>().Any(wait => wait.Resource == nats)))
        {
            // Who waits for somebody to start him goes on waiting.
            var now = await resources.WaitForResourceAsync(service.Name, _ => true, cancellationToken);
            if (now.Snapshot.State?.Text == KnownResourceStates.Running || !service.TryGetLastAnnotation<ExplicitStartupAnnotation>(out _))
                services.Add(service);
        }

        await Task.WhenAll(services.Select(service => commands.ExecuteCommandAsync(service, KnownResourceCommands.StopCommand, cancellationToken)));
        var streams = new List<string>();
        await foreach (var stream in jetStream.ListStreamNamesAsync(cancellationToken: cancellationToken))
            streams.Add(stream);
        foreach (var stream in streams)
            await jetStream.DeleteStreamAsync(stream, cancellationToken);
        await Task.WhenAll(services.Select(service => commands.ExecuteCommandAsync(service, KnownResourceCommands.StartCommand, cancellationToken)));
        return CommandResults.Success($"Deleted: {string.Join(", ", streams.DefaultIfEmpty("nothing, there was no stream"))}.");
    }

    private static async Task<ExecuteCommandResult> KillLeaderAsync(INatsJSContext jetStream, IResource nats, ExecuteCommandContext context, CancellationToken cancellationToken)
    {
        var leader = await LeaderAsync(jetStream, former: null, cancellationToken);
        var began = Stopwatch.GetTimestamp();
        if (!await KillAsync(leader, context))
            return CommandResults.Failure($"{leader} leads, and could not be killed.");

        var next = await LeaderAsync(jetStream, leader, cancellationToken);
        return CommandResults.Success(
            $"{leader} was killed, {next} leads.",
            $"| | |\n| --- | --- |\n| led, and was killed | {leader} |\n| leads now | {next} |\n| nobody led for | {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s |",
            CommandResultFormat.Markdown,
            displayImmediately: true);
    }

    // A server is named as its resource is.
    private static async Task<string> LeaderAsync(INatsJSContext jetStream, string? former, CancellationToken cancellationToken)
    {
        for (; ; await Task.Delay(BetweenLooks, TimeProvider.System, cancellationToken))
        {
            try
            {
                if ((await jetStream.GetStreamAsync(Stream, cancellationToken: cancellationToken)).Info.Cluster?.Leader is { Length: > 0 } leader && leader != former)
                    return leader;
            }
            catch (NatsException)
            {
                // Nobody leads yet; the patience ends it.
            }
        }
    }

    // Aspire stops a container, and has nothing that kills one.
    private static async Task<bool> KillAsync(string server, ExecuteCommandContext context)
    {
        if (!context.Services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(server, out var current))
            return false;
        if (current.Resource is not NatsProgramResource)
            return (await context.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(current.ResourceId, KnownResourceCommands.StopCommand, context.CancellationToken)).Success;
        if (current.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is not { } pid)
            return false;
        using var process = Process.GetProcessById(Convert.ToInt32(pid, CultureInfo.InvariantCulture));
        process.Kill();
        return true;
    }
}
