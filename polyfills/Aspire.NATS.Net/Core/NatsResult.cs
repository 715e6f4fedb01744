namespace NATS.Client.Core;

/// <summary>Success, or what went wrong.</summary>
public readonly struct NatsResult
{
    private readonly Exception? _error;

    public NatsResult()
    {
    }

    public NatsResult(Exception error) => _error = error;

    public static NatsResult Default => new();

    /// <exception cref="InvalidOperationException">There is no error.</exception>
    public Exception Error => _error ?? throw new InvalidOperationException("Result error is not set");

    public bool Success => _error is null;

    public static implicit operator NatsResult(Exception error) => new(error);
}
