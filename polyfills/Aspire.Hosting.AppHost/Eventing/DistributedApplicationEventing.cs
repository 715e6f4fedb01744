using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly Lock gate = new();
    private readonly Dictionary<Type, List<DistributedApplicationEventSubscription>> subscriptions = [];

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationEventSubscription((@event, cancellationToken) => callback((T)@event, cancellationToken)));
    }

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationResourceEventSubscription(resource, (@event, cancellationToken) => callback((T)@event, cancellationToken)));
    }

    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        lock (gate)
        {
            foreach (var list in subscriptions.Values)
            {
                list.Remove(subscription);
            }
        }
    }

    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent => PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);
        var callbacks = Subscribed(@event);
        return dispatchBehavior switch
        {
            EventDispatchBehavior.BlockingSequential => InTurnAsync(callbacks, @event, cancellationToken),
            EventDispatchBehavior.BlockingConcurrent => Task.WhenAll(callbacks.Select(callback => callback(@event, cancellationToken))),
            EventDispatchBehavior.NonBlockingSequential => Detached(() => InTurnAsync(callbacks, @event, cancellationToken)),
            EventDispatchBehavior.NonBlockingConcurrent => Detached(() => Task.WhenAll(callbacks.Select(callback => callback(@event, cancellationToken)))),
            _ => throw new ArgumentOutOfRangeException(nameof(dispatchBehavior)),
        };
    }

    private static async Task InTurnAsync(
        Func<IDistributedApplicationEvent, CancellationToken, Task>[] callbacks, IDistributedApplicationEvent @event, CancellationToken cancellationToken)
    {
        foreach (var callback in callbacks)
        {
            await callback(@event, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task Detached(Func<Task> publish)
    {
        _ = Task.Run(publish);
        return Task.CompletedTask;
    }

    private DistributedApplicationEventSubscription Add<T>(DistributedApplicationEventSubscription subscription)
    {
        lock (gate)
        {
            if (!subscriptions.TryGetValue(typeof(T), out var list))
            {
                subscriptions[typeof(T)] = list = [];
            }

            list.Add(subscription);
        }

        return subscription;
    }

    private Func<IDistributedApplicationEvent, CancellationToken, Task>[] Subscribed<T>(T @event)
        where T : IDistributedApplicationEvent
    {
        var resource = (@event as IDistributedApplicationResourceEvent)?.Resource;
        lock (gate)
        {
            return subscriptions.TryGetValue(typeof(T), out var list)
                ? [.. list.Where(s => s is not DistributedApplicationResourceEventSubscription { Resource: { } only } || only == resource).Select(s => s.Callback)]
                : [];
        }
    }
}
