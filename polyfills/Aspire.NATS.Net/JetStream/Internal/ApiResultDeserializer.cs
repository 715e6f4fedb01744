using System.Buffers;
using System.Text.Json;
using NATS.Client.Core;

namespace NATS.Client.JetStream.Internal;

/// <summary>Looks for an error first: an answer with one has nothing of the response.</summary>
internal sealed class ApiResultDeserializer<T> : INatsDeserialize<ApiResult<T>>
    where T : class
{
    public static readonly ApiResultDeserializer<T> Default = new();

    public ApiResult<T> Deserialize(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.IsEmpty)
            return default;
        using var document = JsonDocument.Parse(buffer);
        if (document.RootElement.TryGetProperty("error", out var error))
            return new ApiResult<T>(null, error.Deserialize(JetStreamJson.Default.ApiError));
        return new ApiResult<T>(NatsJSJsonSerializer<T>.Default.Deserialize(buffer), null);
    }
}
