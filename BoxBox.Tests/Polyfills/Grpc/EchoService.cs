using BoxBox.Tests.Polyfills.Grpc.Wire;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Primitives;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Does on the wire what its requests say, as the peer's server does.</summary>
internal sealed class EchoService(EchoSignals signals) : Echo.EchoBase
{
    public override async Task<EchoResponse> Say(EchoRequest request, ServerCallContext context)
    {
        if (request.Hang) await HangAsync(context);
        await context.WriteResponseHeadersAsync(new Metadata { { "x-head", "head" } });
        if (request.FailWith != 0) throw Failure(request);
        AddTrailers(context.ResponseTrailers, request);
        return Answer(request, context, request.Text);
    }

    public override async Task Repeat(EchoRequest request, IServerStreamWriter<EchoResponse> responseStream, ServerCallContext context)
    {
        await context.WriteResponseHeadersAsync(new Metadata { { "x-head", "head" } });
        for (var i = 0; i < request.Times; i++)
            await responseStream.WriteAsync(Answer(request, context, $"{request.Text} {i}"), context.CancellationToken);
        if (request.Hang) await HangAsync(context);
        if (request.FailWith != 0) throw Failure(request);
        AddTrailers(context.ResponseTrailers, request);
    }

    public override async Task<EchoResponse> Collect(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        var texts = new List<string>();
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
            texts.Add(request.Text);
        return new EchoResponse { Text = string.Join(',', texts) };
    }

    public override async Task Chat(IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoResponse> responseStream, ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            if (request.FailWith != 0) throw Failure(request);
            await responseStream.WriteAsync(Answer(request, context, request.Text), context.CancellationToken);
        }
    }

    private static EchoResponse Answer(EchoRequest request, ServerCallContext context, string text) => new()
    {
        Text = text,
        Padding = ByteString.CopyFrom(Enumerable.Repeat((byte)7, request.Padding).ToArray()),
        SeenText = context.RequestHeaders.GetValue("x-text") ?? "",
        SeenBytes = ByteString.CopyFrom(context.RequestHeaders.GetValueBytes("x-data-bin") ?? []),
        SeenEncoding = ((string?)context.GetHttpContext().Request.Headers["grpc-encoding"]) ?? "",
    };

    private static RpcException Failure(EchoRequest request)
    {
        var trailers = new Metadata();
        AddTrailers(trailers, request);
        return new RpcException(new Status((StatusCode)request.FailWith, request.Text), trailers);
    }

    private static void AddTrailers(Metadata trailers, EchoRequest request)
    {
        trailers.Add("x-tail", "tail");
        trailers.Add("x-tail-bin", request.Payload.ToByteArray());
    }

    private async Task HangAsync(ServerCallContext context)
    {
        signals.Deadline.TrySetResult(context.Deadline);
        signals.Hanging.TrySetResult();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.CancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
        signals.Cancelled.TrySetResult();
        context.CancellationToken.ThrowIfCancellationRequested();
    }
}
