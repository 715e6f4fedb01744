using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NATS.Client.Core;

/// <summary>How a connection behaves.</summary>
public sealed record NatsOpts
{
    public static readonly NatsOpts Default = new();

    /// <summary>Servers, separated by commas; one may carry <c>user:password@</c> or <c>token@</c>, which then hold for all. Default <c>nats://localhost:4222</c>.</summary>
    public string Url { get; init; } = "nats://localhost:4222";

    public string Name { get; init; } = "NATS .NET Client";

    /// <summary>Whether our own messages come back to our own subscriptions. Default true.</summary>
    public bool Echo { get; init; } = true;

    public bool Verbose { get; init; }

    public bool Headers { get; init; } = true;

    public NatsAuthOpts AuthOpts { get; init; } = NatsAuthOpts.Default;

    public NatsTlsOpts TlsOpts { get; init; } = NatsTlsOpts.Default;

    public INatsSerializerRegistry SerializerRegistry { get; init; } = NatsDefaultSerializerRegistry.Default;

    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Bytes that may wait to be sent before a publisher has to wait. Default 65,536.</summary>
    public int WriterBufferSize { get; init; } = 65536;

    /// <summary>Bytes read from the socket at a time. Default 65,536.</summary>
    public int ReaderBufferSize { get; init; } = 65536;

    public bool UseThreadPoolCallback { get; init; }

    public string InboxPrefix { get; init; } = "_INBOX";

    /// <summary>Whether servers are tried in the order of <see cref="Url"/>. Default false.</summary>
    public bool NoRandomize { get; init; }

    /// <summary>Time between two PINGs to the server; 0 for none. Default 2 minutes.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>PINGs without answer after which the connection counts as broken. Default 2.</summary>
    public int MaxPingOut { get; init; } = 2;

    /// <summary>Wait after the first failed round of reconnects; doubled with each further one. Default 2 s.</summary>
    public TimeSpan ReconnectWaitMin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Random addition to each wait, at most. Default 100 ms.</summary>
    public TimeSpan ReconnectJitter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Limit for connecting to one server, with its greeting. Default 2 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    public int ObjectPoolSize { get; init; } = 256;

    /// <summary>Limit for a reply. Default 5 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Limit for handing a command over, e.g. a publish while the connection is being made again. Default 5 s.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan SubscriptionCleanUpInterval { get; init; } = TimeSpan.FromMinutes(5);

    public Encoding HeaderEncoding { get; init; } = Encoding.ASCII;

    public Encoding SubjectEncoding { get; init; } = Encoding.ASCII;

    public bool WaitUntilSent { get; init; }

    /// <summary>Rounds of reconnects before giving up; -1 never gives up. Default -1.</summary>
    public int MaxReconnectRetry { get; init; } = -1;

    /// <summary>The longest wait between two rounds of reconnects. Default 5 s.</summary>
    public TimeSpan ReconnectWaitMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether to go on although the server refused us twice for the same reason. Default false.</summary>
    public bool IgnoreAuthErrorAbort { get; init; }

    /// <summary>Messages that wait in a subscription at most. Default 1,024.</summary>
    public int SubPendingChannelCapacity { get; init; } = 1024;

    /// <summary>What gives way when a subscription is full; Wait stops reading from the server altogether. Default DropNewest.</summary>
    public BoundedChannelFullMode SubPendingChannelFullMode { get; init; } = BoundedChannelFullMode.DropNewest;

    public NatsRequestReplyMode RequestReplyMode { get; init; } = NatsRequestReplyMode.SharedInbox;

    public INatsSocketConnectionFactory? SocketConnectionFactory { get; init; }

    /// <summary>Whether the first connect is tried again like a reconnect, instead of failing. Default false.</summary>
    public bool RetryOnInitialConnect { get; init; }

    /// <summary>Whether a publish while disconnected fails after <see cref="CommandTimeout"/>; else it waits for the connection. Default false.</summary>
    public bool PublishTimeoutOnDisconnected { get; init; }

    /// <summary>Whether subjects are sent as they are, without looking for blanks in them. Default true.</summary>
    public bool SkipSubjectValidation { get; init; } = true;
}
