using System.Diagnostics;

namespace BoxBox.AppHost.Nats;

/// <summary>What can be done to our own NATS from the dashboard, and by <c>aspire resource nats …</c>.</summary>
internal sealed class NatsCommands(IResource nats, INatsJSContext jetStream, ExecuteCommandContext context, CancellationToken patience)
{
    private const string Stream = "ORDERS";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    public static IResourceBuilder<T> AddTo<T>(IResourceBuilder<T> nats, bool isCluster) where T : IResourceWithConnectionString
    {
        if (isCluster)
        {
            nats.WithCommand("kill-leader", "Kill the leader", context => RunAsync(nats.Resource, context, run => run.KillLeaderAsync()), new()
            {
                Description = "Finds out which server leads the stream, kills it, and waits for another one to lead. Its own Start brings it back.",
                IconName = "CrownSubtract",
                Progress = new() { Message = "Killing the leader, waiting for another …" },
            });
        }

        return nats.WithCommand("start-afresh", "Start afresh", context => RunAsync(nats.Resource, context, run => run.StartAfreshAsync()), new()
        {
            Description = "Deletes every order that there ever was. Whoever works with orders is stopped meanwhile.",
            ConfirmationMessage = "Delete the stream, with every order in it?",
            IconName = "Broom",
            Progress = new() { Message = "Stopping the services, deleting the stream, starting the services …" },
        });
    }

    /// <summary>
    /// Deletes all that JetStream keeps, the ledger's snapshot, too, until a look finds nothing more: who was started between a stop and the deletion, by hand
    /// or since he had been killed, may hold orders that are deleted meanwhile, and would store the end of what has no beginning.
    /// </summary>
    /// <param name="jetStream">Where.</param>
    /// <param name="stopAsync">Stops whoever works with orders; returns when he has ended.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was deleted.</returns>
    internal static async Task<IReadOnlyCollection<string>> EmptyAsync(INatsJSContext jetStream, Func<Task> stopAsync, CancellationToken cancellationToken)
    {
        var deleted = new SortedSet<string>();
        while (true)
        {
            await stopAsync();
            var found = await jetStream.ListStreamNamesAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken);
            if (found is [])
                return deleted;
            foreach (var stream in found)
                await jetStream.DeleteStreamAsync(stream, cancellationToken);
            deleted.UnionWith(found);
        }
    }

    private static async Task<ExecuteCommandResult> RunAsync(
        IResourceWithConnectionString nats, ExecuteCommandContext context, Func<NatsCommands, Task<ExecuteCommandResult>> command)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var client = new NatsClient(new NatsOpts { Url = (await nats.GetConnectionStringAsync(patience.Token))!, Name = "dashboard" });
            return await command(new NatsCommands(nats, client.CreateJetStreamContext(), context, patience.Token));
        }
        catch (Exception error) when (
            error is NatsException or TimeoutException or OperationCanceledException && !context.CancellationToken.IsCancellationRequested)
        {
            return CommandResults.Failure($"Not done within {Patience.TotalSeconds} s: {error.Message} (of three servers two have to run.)");
        }
    }

    private async Task<ExecuteCommandResult> StartAfreshAsync()
    {
        // Does it answer? Else nobody is stopped.
        await jetStream.GetAccountInfoAsync(patience);
        var services = new List<ProjectResource>();
        foreach (var service in context.Services.GetRequiredService<DistributedApplicationModel>().GetProjectResources())
        {
            if (!service.Annotations.OfType<WaitAnnotation>().Any(wait => wait.Resource == nats))
                continue;

            // Who waits for somebody to start him goes on waiting.
            var now = await context.Resources.WaitForResourceAsync(service.Name, _ => true, patience);
            if (now.Snapshot.State?.Text == KnownResourceStates.Running || !service.TryGetLastAnnotation<ExplicitStartupAnnotation>(out _))
                services.Add(service);
        }

        Task AllAsync(string command) => Task.WhenAll(services.Select(service => context.RunAsync(service, command)));
        try
        {
            var deleted = await EmptyAsync(jetStream, () => AllAsync(KnownResourceCommands.StopCommand), patience);
            return CommandResults.Success($"Deleted: {string.Join(", ", deleted.DefaultIfEmpty("nothing, there was no stream"))}.");
        }
        finally
        {
            // Also where nothing could be deleted.
            await AllAsync(KnownResourceCommands.StartCommand);
        }
    }

    private async Task<ExecuteCommandResult> KillLeaderAsync()
    {
        var leader = await LeaderAsync(former: null);
        var began = Stopwatch.GetTimestamp();
        if (!await KillAsync(leader))
            return CommandResults.Failure($"{leader} leads, and could not be killed.");

        var next = await LeaderAsync(leader);
        return CommandParts.Table(
            $"{leader} was killed, {next} leads.",
            "server",
            [("led, and was killed", leader), ("leads now", next), ("nobody led for", $"{Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s")]);
    }

    // A server is named as its resource is.
    private async Task<string> LeaderAsync(string? former)
    {
        for (; ; await Task.Delay(BetweenLooks, TimeProvider.System, patience))
        {
            try
            {
                var stream = await jetStream.GetStreamAsync(Stream, cancellationToken: patience);
                if (stream.Info.Cluster?.Leader is { Length: > 0 } leader && leader != former)
                    return leader;
            }
            catch (NatsException)
            {
                // Nobody leads yet; the patience ends it.
            }
        }
    }

    // Aspire stops a container, and has nothing that kills one.
    private async Task<bool> KillAsync(string server)
    {
        if (!context.Resources.TryGetCurrentState(server, out var current))
            return false;
        if (current.Resource is not NatsProgramResource)
            return (await context.RunAsync(current.Resource, KnownResourceCommands.StopCommand)).Success;
        if (current.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is not { } pid)
            return false;
        using var process = Process.GetProcessById(Convert.ToInt32(pid, CultureInfo.InvariantCulture));
        process.Kill();
        return true;
    }
}
