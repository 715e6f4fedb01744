using NATS.Client.Core;

namespace NATS.Client.JetStream;

/// <summary>How a JetStream context behaves.</summary>
public record NatsJSOpts
{
    /// <exception cref="NatsJSException">Both <paramref name="apiPrefix"/> and <paramref name="domain"/> are set.</exception>
    public NatsJSOpts(NatsOpts opts, string? apiPrefix = default, string? domain = default, AckOpts? ackOpts = default, TimeSpan? requestTimeout = default)
    {
        if (apiPrefix is not null && domain is not null)
            throw new NatsJSException("Cannot specify both ApiPrefix and Domain.");
        ApiPrefix = apiPrefix ?? "$JS.API";
        Domain = domain;
        RequestTimeout = requestTimeout ?? opts.RequestTimeout;
    }

    public string Prefix => string.IsNullOrEmpty(Domain) ? ApiPrefix : $"$JS.{Domain}.API";

    public string ApiPrefix { get; }

    public string? Domain { get; }

    /// <summary>Limit for an answer of the JetStream API. Default <see cref="NatsOpts.RequestTimeout"/>.</summary>
    public TimeSpan RequestTimeout { get; }

    /// <summary>Whether acknowledgements are confirmed. Default false.</summary>
    public bool DoubleAck { get; init; }

    public NatsJSConsumeOpts DefaultConsumeOpts { get; init; } = new() { MaxMsgs = 1_000 };

    public NatsJSNextOpts DefaultNextOpts { get; init; } = new();
}
