namespace BoxBox.Orders.Stream;

/// <summary>Makes the stream <c>ORDERS</c>; every service may, whichever comes first.</summary>
internal sealed class StreamSetup(INatsJSContext jetStream, IOptions<OrdersOptions> options, TimeProvider time)
{
    /// <summary>Why JetStream refused the stream at the last try; null where it did not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Creates the stream, or brings it up to the configuration.</summary>
    /// <exception cref="NatsException">JetStream refused or is away.</exception>
    /// <exception cref="TimeoutException">JetStream did not answer in time.</exception>
    public async Task<INatsJSStream> EnsureAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stream = await Deadline.KeepAsync(time, token => jetStream.CreateOrUpdateStreamAsync(OrderStreamConfig.Stream(options.Value), token), cancellationToken);
            Refusal = null;
            return stream;
        }
        catch (NatsJSApiException refused)
        {
            Refusal = refused.Error.Description;
            throw;
        }
    }
}
