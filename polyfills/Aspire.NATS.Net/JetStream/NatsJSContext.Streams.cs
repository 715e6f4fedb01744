using System.Runtime.CompilerServices;
using NATS.Client.JetStream.Internal;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream;

/// <summary>Streams.</summary>
public partial class NatsJSContext
{
    public async ValueTask<INatsJSStream> CreateStreamAsync(StreamConfig config, CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(config.Name);
        var info = await JSRequestResponseAsync<StreamConfig, StreamCreateResponse>($"{Opts.Prefix}.STREAM.CREATE.{config.Name}", SourceDomains.Resolve(config), cancellationToken);
        return new NatsJSStream(this, info);
    }

    public async ValueTask<INatsJSStream> CreateOrUpdateStreamAsync(StreamConfig config, CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(config.Name);
        var update = await RequestAsync<StreamConfig, StreamUpdateResponse>($"{Opts.Prefix}.STREAM.UPDATE.{config.Name}", SourceDomains.Resolve(config), cancellationToken);
        return update.Error is { Code: 404 }
            ? await CreateStreamAsync(config, cancellationToken)
            : new NatsJSStream(this, update.EnsureSuccess());
    }

    public async ValueTask<NatsJSStream> UpdateStreamAsync(StreamConfig request, CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(request.Name);
        var info = await JSRequestResponseAsync<StreamConfig, StreamUpdateResponse>($"{Opts.Prefix}.STREAM.UPDATE.{request.Name}", SourceDomains.Resolve(request), cancellationToken);
        return new NatsJSStream(this, info);
    }

    public async ValueTask<INatsJSStream> GetStreamAsync(string stream, StreamInfoRequest? request = null, CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(stream);
        return new NatsJSStream(this, await JSRequestResponseAsync<StreamInfoRequest, StreamInfoResponse>($"{Opts.Prefix}.STREAM.INFO.{stream}", request, cancellationToken));
    }

    public async ValueTask<bool> DeleteStreamAsync(string stream, CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(stream);
        return (await JSRequestResponseAsync<object, StreamDeleteResponse>($"{Opts.Prefix}.STREAM.DELETE.{stream}", null, cancellationToken)).Success;
    }

    public ValueTask<StreamPurgeResponse> PurgeStreamAsync(string stream, StreamPurgeRequest request, CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(stream);
        return JSRequestResponseAsync<StreamPurgeRequest, StreamPurgeResponse>($"{Opts.Prefix}.STREAM.PURGE.{stream}", request, cancellationToken);
    }

    public ValueTask<StreamMsgDeleteResponse> DeleteMessageAsync(string stream, StreamMsgDeleteRequest request, CancellationToken cancellationToken = default)
    {
        StreamNames.ThrowIfBad(stream);
        return JSRequestResponseAsync<StreamMsgDeleteRequest, StreamMsgDeleteResponse>($"{Opts.Prefix}.STREAM.MSG.DELETE.{stream}", request, cancellationToken);
    }

    public async IAsyncEnumerable<INatsJSStream> ListStreamsAsync(string? subject = default, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var offset = 0; ;)
        {
            var page = await JSRequestResponseAsync<StreamListRequest, StreamListResponse>($"{Opts.Prefix}.STREAM.LIST", new StreamListRequest { Offset = offset, Subject = subject }, cancellationToken);
            if (page.Streams is not { Count: > 0 } streams)
                yield break;
            foreach (var stream in streams)
                yield return new NatsJSStream(this, stream);
            offset += streams.Count;
        }
    }

    public async IAsyncEnumerable<string> ListStreamNamesAsync(string? subject = default, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var offset = 0; ;)
        {
            var page = await JSRequestResponseAsync<StreamNamesRequest, StreamNamesResponse>($"{Opts.Prefix}.STREAM.NAMES", new StreamNamesRequest { Offset = offset, Subject = subject }, cancellationToken);
            if (page.Streams is not { Count: > 0 } streams)
                yield break;
            foreach (var stream in streams)
                yield return stream;
            offset += streams.Count;
        }
    }
}
