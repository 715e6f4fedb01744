using System.Collections.Concurrent;
using System.Net;
using BoxBox.Tifosi.Load;

namespace BoxBox.Benchmarks.Http;

/// <summary>
/// Requests whose bytes are made once, over connections that are kept: so little work that on a machine which it shares with the server the server is
/// what is measured. It reads whole answers, and of them only the status.
/// </summary>
internal sealed class RawHttp(Uri server) : IDisposable
{
    private readonly IPEndPoint _address = new(IPAddress.Parse(server.Host), server.Port);
    private readonly ConcurrentBag<RawConnection> _idle = [];

    public Attempt Sending(Func<ReadOnlyMemory<byte>> request) => cancellationToken => SendAsync(request(), cancellationToken);

    public async Task<Outcome> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var connection = _idle.TryTake(out var free) ? free : await RawConnection.OpenAsync(_address, cancellationToken);
        try
        {
            var status = await connection.AskAsync(request, cancellationToken);
            _idle.Add(connection);
            return status == 200 ? Outcome.Fine : Outcome.FailedBy($"status {status}");
        }
        catch (IOException e)
        {
            connection.Dispose();
            return Outcome.FailedBy(e.Message);
        }
        catch (OperationCanceledException)
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var connection in _idle) connection.Dispose();
    }
}
