using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Fixtures.PaddockGateway;

/// <summary>What the tests of the gateway over a stream in memory share: each has a stream, a gateway and a client of its own.</summary>
public abstract class OverFakeStream : IDisposable
{
    private protected readonly FakeStream _stream = new();
    private protected readonly FakeTimeProvider _time = new(Pizza.Noon);
    private protected readonly GatewayHost _gateway;
    private protected readonly HttpClient _client;

    /// <param name="clock">The gateway's; where it is left out one that the test moves.</param>
    protected OverFakeStream(TimeProvider? clock = null)
    {
        _gateway = new GatewayHost(_stream, clock ?? _time);
        _client = _gateway.CreateClient();
    }

    public void Dispose()
    {
        _client.Dispose();
        _gateway.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Store(int count)
    {
        for (var i = 0; i < count; i++)
            _stream.Store(Pizza.Order());
    }
}
