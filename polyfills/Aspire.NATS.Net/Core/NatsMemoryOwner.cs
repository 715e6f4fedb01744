using System.Buffers;
using System.Runtime.InteropServices;

namespace NATS.Client.Core;

/// <summary>Memory rented from a pool, given back by <see cref="Dispose"/>. Copies share it: dispose one of them.</summary>
public struct NatsMemoryOwner<T> : IMemoryOwner<T>
{
    private readonly int _start;
    private readonly int _length;
    private readonly ArrayPool<T>? _pool;
    private T[]? _array;

    private NatsMemoryOwner(T[] array, int start, int length, ArrayPool<T>? pool)
    {
        _array = array;
        _start = start;
        _length = length;
        _pool = pool;
    }

    public static NatsMemoryOwner<T> Empty => new([], 0, 0, null);

    public readonly int Length => _length;

    public readonly Memory<T> Memory => new(Array, _start, _length);

    public readonly Span<T> Span => new(Array, _start, _length);

    private readonly T[] Array => _array ?? throw new ObjectDisposedException(nameof(NatsMemoryOwner<T>));

    public static NatsMemoryOwner<T> Allocate(int size) => Allocate(size, ArrayPool<T>.Shared, NatsMemoryOwnerAllocationMode.Default);

    public static NatsMemoryOwner<T> Allocate(int size, ArrayPool<T> pool) => Allocate(size, pool, NatsMemoryOwnerAllocationMode.Default);

    public static NatsMemoryOwner<T> Allocate(int size, NatsMemoryOwnerAllocationMode mode) => Allocate(size, ArrayPool<T>.Shared, mode);

    public static NatsMemoryOwner<T> Allocate(int size, ArrayPool<T> pool, NatsMemoryOwnerAllocationMode mode)
    {
        var owner = new NatsMemoryOwner<T>(pool.Rent(size), 0, size, pool);
        if (mode == NatsMemoryOwnerAllocationMode.Clear)
            owner.Span.Clear();
        return owner;
    }

    public readonly ref T DangerousGetReference() => ref MemoryMarshal.GetReference(Span);

    public readonly ArraySegment<T> DangerousGetArray() => new(Array, _start, _length);

    /// <summary>A part of this memory. It takes the ownership over: dispose the part, not this.</summary>
    public NatsMemoryOwner<T> Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, _length);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _length - start);
        var array = Array;
        _array = null;
        return new NatsMemoryOwner<T>(array, _start + start, length, _pool);
    }

    public void Dispose()
    {
        var array = _array;
        _array = null;
        if (array is not null)
            _pool?.Return(array);
    }
}
