using System.Threading.Channels;

namespace BoxBox.PaddockGateway.Live;

/// <summary>One client's place at the stream. What it has yet to get, the fan-out knows and guards; the client's own connection fetches it when it is woken.</summary>
internal sealed class LiveClient : IDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <param name="request">What the client wants to see.</param>
    /// <param name="gone">Cancelled when the client's connection, or the service, ends.</param>
    public LiveClient(LiveRequest request, CancellationToken gone)
    {
        Request = request;
        Cursor = request.After;
        _end = CancellationTokenSource.CreateLinkedTokenSource(gone);
        _end.Token.UnsafeRegister(static state => ((Channel<bool>)state!).Writer.TryComplete(), _news);
    }

    public LiveRequest Request { get; }

    /// <summary>Cancelled when the client is to get nothing more: it has left, was cut off, or the service stops.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>The sequence up to which the client has got everything; null while it waits for the feed to begin, to see what comes.</summary>
    public ulong? Cursor { get; set; }

    /// <summary>Whether the client has once had all there was: from then on it has to keep up.</summary>
    public bool IsLive { get; set; }

    /// <summary>What waits beside the client's place in the stream: the steps of the one order that it follows, and frames that have no place in it.</summary>
    public Queue<LiveFrame> Waiting { get; } = [];

    public bool IsCutOff { get; private set; }

    /// <summary>Lets the client's connection look for what there is.</summary>
    public void Wake() => _news.Writer.TryWrite(true);

    /// <returns>False once there will be nothing more.</returns>
    public async ValueTask<bool> NewsAsync() => await _news.Reader.WaitToReadAsync(CancellationToken.None) && _news.Reader.TryRead(out _);

    /// <summary>Ends the client's stream; not waited for, as the client's own connection does the ending.</summary>
    public void CutOff()
    {
        IsCutOff = true;
        _ = _end.CancelAsync();
    }

    public void Dispose() => _end.Dispose();
}
