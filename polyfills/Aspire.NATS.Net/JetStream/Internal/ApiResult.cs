using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream.Internal;

/// <summary>What the JetStream API answers: a response, or an error.</summary>
internal readonly record struct ApiResult<T>(T? Response, ApiError? Error)
    where T : class
{
    /// <exception cref="NatsJSApiException">It is an error.</exception>
    public T EnsureSuccess() => Error is { } error
        ? throw new NatsJSApiException(error)
        : Response ?? throw new NatsJSException("The JetStream API has answered with nothing");
}
