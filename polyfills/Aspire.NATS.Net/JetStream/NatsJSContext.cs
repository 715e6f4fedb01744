using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using NATS.Client.Core.Internal;
using NATS.Client.JetStream.Internal;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <inheritdoc cref="INatsJSContext"/>
public partial class NatsJSContext : INatsJSContext
{
    public NatsJSContext(INatsConnection connection)
        : this(connection, new NatsJSOpts(connection.Opts))
    {
    }

    public NatsJSContext(INatsConnection connection, NatsJSOpts opts)
    {
        Connection = connection;
        Opts = opts;
        Log = connection.Opts.LoggerFactory.CreateLogger<NatsJSContext>();
    }

    public INatsConnection Connection { get; }

    public NatsJSOpts Opts { get; }

    internal ILogger Log { get; }

    public ValueTask<AccountInfoResponse> GetAccountInfoAsync(CancellationToken cancellationToken = default) =>
        JSRequestResponseAsync<object, AccountInfoResponse>($"{Opts.Prefix}.INFO", null, cancellationToken);

    /// <summary>An inbox apart from that of the connection's own requests.</summary>
    public string NewBaseInbox() => Inboxes.NewPrefix(Connection.Opts.InboxPrefix);

    /// <inheritdoc/>
    /// <exception cref="NatsJSApiException">The server refuses.</exception>
    /// <exception cref="NatsJSApiNoResponseException">The server did not answer in time.</exception>
    /// <exception cref="NatsNoRespondersException">JetStream is not there.</exception>
    public async ValueTask<TResponse> JSRequestResponseAsync<TRequest, TResponse>(string subject, TRequest? request, CancellationToken cancellationToken = default)
        where TRequest : class
        where TResponse : class =>
        (await RequestAsync<TRequest, TResponse>(subject, request, cancellationToken)).EnsureSuccess();

    private async ValueTask<ApiResult<TResponse>> RequestAsync<TRequest, TResponse>(string subject, TRequest? request, CancellationToken cancellationToken)
        where TRequest : class
        where TResponse : class
    {
        try
        {
            var msg = await Connection.RequestAsync<TRequest, ApiResult<TResponse>>(
                subject,
                request,
                requestSerializer: NatsJSJsonSerializer<TRequest>.Default,
                replySerializer: ApiResultDeserializer<TResponse>.Default,
                replyOpts: new NatsSubOpts { Timeout = Opts.RequestTimeout },
                cancellationToken: cancellationToken);
            return msg.Error is { } error ? throw error : msg.Data;
        }
        catch (NatsNoReplyException)
        {
            throw new NatsJSApiNoResponseException(NatsSubEndReason.Timeout);
        }
    }
}
