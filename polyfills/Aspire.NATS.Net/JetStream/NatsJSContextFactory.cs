using NATS.Client.Core;

namespace NATS.Client.JetStream;

public sealed class NatsJSContextFactory : INatsJSContextFactory
{
    public INatsJSContext CreateContext(INatsConnection connection) => new NatsJSContext(connection);

    public INatsJSContext CreateContext(INatsConnection connection, NatsJSOpts opts) => new NatsJSContext(connection, opts);
}
