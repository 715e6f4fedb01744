namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that others may await before it is known.</summary>
public sealed class ValueSnapshot<T>
    where T : notnull
{
    private TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsValueSet => source.Task.IsCompletedSuccessfully;

    public Task<T> GetValueAsync(CancellationToken cancellationToken = default) => source.Task.WaitAsync(cancellationToken);

    public void SetValue(T value) => Complete(s => s.TrySetResult(value));

    public void SetException(Exception exception) => Complete(s => s.TrySetException(exception));

    private void Complete(Func<TaskCompletionSource<T>, bool> complete)
    {
        if (!complete(source))
        {
            var renewed = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            complete(renewed);
            source = renewed;
        }
    }
}
