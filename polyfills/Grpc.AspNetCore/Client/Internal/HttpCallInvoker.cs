using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Makes calls over a channel.</summary>
internal sealed class HttpCallInvoker(GrpcChannel channel) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        AsyncUnaryCall(method, host, options, request).GetAwaiter().GetResult();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = Start(method, host, options, request);
        return new AsyncUnaryCall<TResponse>(
            call.GetResponseAsync(), Of<TRequest, TResponse>.Headers, Of<TRequest, TResponse>.Status, Of<TRequest, TResponse>.Trailers, Of<TRequest, TResponse>.Dispose, call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = Start(method, host, options, request);
        return new AsyncServerStreamingCall<TResponse>(
            new ResponseStreamReader<TRequest, TResponse>(call),
            Of<TRequest, TResponse>.Headers, Of<TRequest, TResponse>.Status, Of<TRequest, TResponse>.Trailers, Of<TRequest, TResponse>.Dispose, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = Start(method, host, options);
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            new RequestStreamWriter<TRequest, TResponse>(call), call.GetResponseAsync(),
            Of<TRequest, TResponse>.Headers, Of<TRequest, TResponse>.Status, Of<TRequest, TResponse>.Trailers, Of<TRequest, TResponse>.Dispose, call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = Start(method, host, options);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            new RequestStreamWriter<TRequest, TResponse>(call), new ResponseStreamReader<TRequest, TResponse>(call),
            Of<TRequest, TResponse>.Headers, Of<TRequest, TResponse>.Status, Of<TRequest, TResponse>.Trailers, Of<TRequest, TResponse>.Dispose, call);
    }

    private ClientCall<TRequest, TResponse> Start<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
        where TRequest : class
        where TResponse : class
    {
        channel.ThrowIfDisposed();
        var call = new ClientCall<TRequest, TResponse>(channel, method, host, options);
        call.Start();
        return call;
    }

    private ClientCall<TRequest, TResponse> Start<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        where TRequest : class
        where TResponse : class
    {
        ArgumentNullException.ThrowIfNull(request);
        channel.ThrowIfDisposed();
        var call = new ClientCall<TRequest, TResponse>(channel, method, host, options);
        call.SendSingle(request);
        call.Start();
        return call;
    }

    /// <summary>The functions that call objects share, made once.</summary>
    private static class Of<TRequest, TResponse>
        where TRequest : class
        where TResponse : class
    {
        public static readonly Func<object, Task<Metadata>> Headers = call => ((ClientCall<TRequest, TResponse>)call).GetResponseHeadersAsync();
        public static readonly Func<object, Status> Status = call => ((ClientCall<TRequest, TResponse>)call).GetStatus();
        public static readonly Func<object, Metadata> Trailers = call => ((ClientCall<TRequest, TResponse>)call).GetTrailers();
        public static readonly Action<object> Dispose = call => ((ClientCall<TRequest, TResponse>)call).Dispose();
    }
}
