using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Executes the commands of resources: start, stop, restart and those that were added.</summary>
public class ResourceCommandService
{
    private readonly ResourceNotificationService notifications;
    private readonly ResourceLoggerService loggers;
    private readonly IServiceProvider services;
    private readonly DistributedApplicationModel model;

    internal ResourceCommandService(
        ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services, DistributedApplicationModel model) =>
        (this.notifications, this.loggers, this.services, this.model) = (notifications, loggers, services, model);

    /// <param name="resourceId">The id of a process, or the name of a resource: then the command goes to each of its processes.</param>
    /// <param name="commandName">For instance <see cref="KnownResourceCommands.RestartCommand"/>.</param>
    /// <param name="cancellationToken">Cancels the command.</param>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        if (notifications.TryGetCurrentState(resourceId, out var state))
        {
            return await ExecuteOnAsync(state.Resource, resourceId, commandName, cancellationToken).ConfigureAwait(false);
        }

        var resource = model.Resources.FirstOrDefault(r => string.Equals(r.Name, resourceId, StringComparison.OrdinalIgnoreCase));
        return resource is null
            ? CommandResults.Failure($"Resource '{resourceId}' not found.")
            : await ExecuteCommandAsync(resource, commandName, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var ids = InstancesAnnotation.IdsOf(resource);
        var results = await Task.WhenAll(ids.Select(id => ExecuteOnAsync(resource, id, commandName, cancellationToken))).ConfigureAwait(false);
        var failures = results.Where(r => !r.Success && !r.Canceled).ToArray();
        return failures.Length == 0
            ? results.FirstOrDefault(r => r.Canceled) ?? CommandResults.Success()
            : CommandResults.Failure(string.Join("; ", failures.Select(f => f.ErrorMessage)));
    }

    private async Task<ExecuteCommandResult> ExecuteOnAsync(IResource resource, string id, string commandName, CancellationToken cancellationToken)
    {
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(c => c.Name == commandName);
        if (command is null)
        {
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{id}'.");
        }

        var logger = loggers.GetLogger(id);
        try
        {
            Log.ExecutingCommand(logger, commandName);
            var context = new ExecuteCommandContext { ResourceName = id, ServiceProvider = services, CancellationToken = cancellationToken };
            var result = await command.ExecuteCommand(context).ConfigureAwait(false);
            Log.ExecutedCommand(logger, commandName, result.Success, result.ErrorMessage);
            return result;
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A command is someone else's code: what goes wrong in it is its result.
            Log.CommandFailed(logger, error, commandName);
            return CommandResults.Failure(error);
        }
    }
}
