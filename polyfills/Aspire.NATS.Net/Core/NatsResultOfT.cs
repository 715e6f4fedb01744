namespace NATS.Client.Core;

/// <summary>A value, or what went wrong.</summary>
public readonly struct NatsResult<T>
{
    private readonly T? _value;
    private readonly Exception? _error;

    public NatsResult(T value) => _value = value;

    public NatsResult(Exception error) => _error = error;

    /// <exception cref="InvalidOperationException">There is no value.</exception>
    public T Value => _value ?? throw new InvalidOperationException("Result value is not set");

    /// <exception cref="InvalidOperationException">There is no error.</exception>
    public Exception Error => _error ?? throw new InvalidOperationException("Result error is not set");

    public bool Success => _error is null;

    public static implicit operator NatsResult<T>(T value) => new(value);

    public static implicit operator NatsResult<T>(Exception error) => new(error);
}
