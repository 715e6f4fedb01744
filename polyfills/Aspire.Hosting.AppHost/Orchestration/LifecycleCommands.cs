using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Orchestration;

/// <summary>The commands of every resource that is a process.</summary>
internal static class LifecycleCommands
{
    public static void AddTo(IResource resource)
    {
        Add(resource, KnownResourceCommands.StartCommand, "Start", "Start resource", "Play", StartState,
            (orchestrator, context) => orchestrator.StartAsync(context.ResourceName, context.CancellationToken));
        Add(resource, KnownResourceCommands.StopCommand, "Stop", "Stop resource", "Stop", StopState,
            (orchestrator, context) => orchestrator.StopAsync(context.ResourceName, context.CancellationToken));
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", "Restart resource", "ArrowCounterclockwise", RestartState,
            async (orchestrator, context) =>
            {
                await orchestrator.StopAsync(context.ResourceName, context.CancellationToken).ConfigureAwait(false);
                await orchestrator.StartAsync(context.ResourceName, context.CancellationToken).ConfigureAwait(false);
            });
    }

    private static void Add(
        IResource resource, string name, string displayName, string description, string icon,
        Func<string?, ResourceCommandState> stateOf, Func<Orchestrator, ExecuteCommandContext, Task> execute) =>
        resource.Annotations.Add(new ResourceCommandAnnotation(
            name, displayName, context => stateOf(context.ResourceSnapshot.State?.Text),
            async context =>
            {
                await execute(context.ServiceProvider.GetRequiredService<Orchestrator>(), context).ConfigureAwait(false);
                return CommandResults.Success();
            },
            description, parameter: null, confirmationMessage: null, icon, IconVariant.Filled, isHighlighted: name != KnownResourceCommands.RestartCommand));

    private static ResourceCommandState StartState(string? state) =>
        state is null || state == KnownResourceStates.Starting ? ResourceCommandState.Disabled
        : IsStopped(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Enabled
        : ResourceCommandState.Hidden;

    private static ResourceCommandState StopState(string? state) =>
        state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled
        : state == KnownResourceStates.Running ? ResourceCommandState.Enabled
        : ResourceCommandState.Hidden;

    private static ResourceCommandState RestartState(string? state) =>
        state == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static bool IsStopped(string state) => KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.NotStarted;
}
