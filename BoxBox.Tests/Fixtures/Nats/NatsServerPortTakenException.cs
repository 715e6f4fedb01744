namespace BoxBox.Tests.Fixtures.Nats;

public sealed class NatsServerPortTakenException(string log) : Exception($"The port of the nats-server is taken:\n{log}");
