using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Primitives;
using NATS.Client.Core.Internal;

namespace NATS.Client.Core;

/// <summary>The headers of a message; names are compared regardless of case. Those of a received message cannot be changed.</summary>
public class NatsHeaders : IDictionary<string, StringValues>
{
    private Dictionary<string, StringValues>? _store;
    private bool _isReadOnly;

    public NatsHeaders()
    {
    }

    public NatsHeaders(int capacity) => EnsureStore(capacity);

    public NatsHeaders(Dictionary<string, StringValues>? store) => _store = store;

    /// <summary>The status texts that the server sends to consumers.</summary>
    public enum Messages
    {
        Text,
        IdleHeartbeat,
        BadRequest,
        ConsumerDeleted,
        ConsumerIsPushBased,
        NoMessages,
        RequestTimeout,
        MessageSizeExceedsMaxBytes,
        RequestsPending,
    }

    /// <summary>The version in the status line: always 1.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "An instance member of the official API.")]
    public int Version => 1;

    /// <summary>The status of the first line, e.g. 404; 0 for a usual message.</summary>
    public int Code { get; internal set; }

    /// <summary>What follows the status in the first line.</summary>
    public string MessageText { get; internal set; } = string.Empty;

    public Messages Message { get; internal set; }

    /// <summary>Why headers or payload could not be read.</summary>
    public NatsException? Error { get; internal set; }

    public int Count => _store?.Count ?? 0;

    public bool IsReadOnly => Volatile.Read(ref _isReadOnly);

    public ICollection<string> Keys => _store is null ? [] : _store.Keys;

    public ICollection<StringValues> Values => _store is null ? [] : _store.Values;

    /// <summary>The span of the message's receipt.</summary>
    internal Activity? Activity { get; set; }

    /// <summary>The values of a header, none where it is missing. Setting none removes it.</summary>
    public StringValues this[string key]
    {
        get => _store is not null && _store.TryGetValue(key, out var value) ? value : StringValues.Empty;
        set
        {
            ThrowIfReadOnly();
            Put(key, value);
        }
    }

    public void Add(string key, StringValues value)
    {
        ThrowIfReadOnly();
        EnsureStore(1).Add(key, value);
    }

    public void Add(KeyValuePair<string, StringValues> item) => Add(item.Key, item.Value);

    public void Clear()
    {
        ThrowIfReadOnly();
        _store?.Clear();
    }

    public bool Contains(KeyValuePair<string, StringValues> item) => TryGetValue(item.Key, out var value) && value == item.Value;

    public bool ContainsKey(string key) => _store?.ContainsKey(key) ?? false;

    public void CopyTo(KeyValuePair<string, StringValues>[] array, int arrayIndex) => ((ICollection<KeyValuePair<string, StringValues>>?)_store)?.CopyTo(array, arrayIndex);

    public bool Remove(string key)
    {
        ThrowIfReadOnly();
        return _store?.Remove(key) ?? false;
    }

    public bool Remove(KeyValuePair<string, StringValues> item)
    {
        ThrowIfReadOnly();
        return Contains(item) && _store!.Remove(item.Key);
    }

    public bool TryGetValue(string key, out StringValues value)
    {
        value = default;
        return _store is not null && _store.TryGetValue(key, out value);
    }

    /// <summary>The last of a header's values.</summary>
    public bool TryGetLastValue(string key, [NotNullWhen(true)] out string? value)
    {
        value = TryGetValue(key, out var values) && values.Count > 0 ? values[^1] ?? string.Empty : null;
        return value is not null;
    }

    /// <summary>Bytes on the wire, with the first line and the last.</summary>
    public int GetBytesLength(Encoding? encoding = null) => HeaderWriter.GetLength(this, encoding ?? Encoding.UTF8);

    public Enumerator GetEnumerator() => _store is null ? default : new Enumerator(_store.GetEnumerator());

    IEnumerator<KeyValuePair<string, StringValues>> IEnumerable<KeyValuePair<string, StringValues>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void SetReadOnly() => Volatile.Write(ref _isReadOnly, true);

    /// <summary>Sets a header whoever owns the headers: the trace context of a message that is passed on.</summary>
    internal void Put(string key, StringValues value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (value.Count == 0)
            _store?.Remove(key);
        else
            EnsureStore(1)[key] = value;
    }

    private Dictionary<string, StringValues> EnsureStore(int capacity) => _store ??= new Dictionary<string, StringValues>(capacity, StringComparer.OrdinalIgnoreCase);

    private void ThrowIfReadOnly()
    {
        if (IsReadOnly)
            throw new InvalidOperationException("The headers of a message that was received or published cannot be changed.");
    }

    public struct Enumerator : IEnumerator<KeyValuePair<string, StringValues>>
    {
        private readonly bool _any;
        private Dictionary<string, StringValues>.Enumerator _inner;

        internal Enumerator(Dictionary<string, StringValues>.Enumerator inner)
        {
            _inner = inner;
            _any = true;
        }

        public readonly KeyValuePair<string, StringValues> Current => _any ? _inner.Current : default;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext() => _any && _inner.MoveNext();

        public readonly void Dispose()
        {
        }

        void IEnumerator.Reset() => throw new NotSupportedException();
    }
}
