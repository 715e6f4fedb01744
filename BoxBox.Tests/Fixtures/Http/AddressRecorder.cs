namespace BoxBox.Tests.Fixtures.Http;

/// <summary>The end of a client's handlers: answers each request with the address that it came to.</summary>
internal sealed class AddressRecorder : HttpMessageHandler
{
    public List<string> Addresses { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.ToString();
        lock (Addresses) Addresses.Add(address);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(address), RequestMessage = request });
    }
}
