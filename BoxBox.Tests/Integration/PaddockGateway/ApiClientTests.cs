namespace BoxBox.Tests.Integration.PaddockGateway;

[Trait("Needs", "npm")]
public sealed class ApiClientTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_client_made_from_the_document_alone_orders_finds_and_is_told_what_is_wrong()
    {
        await using var gateway = new GatewayHost(new FakeStream());
        using var http = gateway.CreateClient();

        var seen = await RunAsync(new Uri(http.BaseAddress!, "/openapi/v1.json"));

        var orderId = seen.GetProperty("ordered").GetProperty("order_id").GetGuid();
        Assert.Equal(orderId, seen.GetProperty("again").GetProperty("order_id").GetGuid());
        Assert.Equal((orderId, "pending"), (seen.GetProperty("found").GetProperty("order_id").GetGuid(), seen.GetProperty("found").GetProperty("status").GetString()));
        Assert.Equal(1, seen.GetProperty("ledger").GetProperty("accepted").GetInt32());
        Assert.True(seen.GetProperty("refused").GetProperty("errors").TryGetProperty("size", out _));
    }

    private static async Task<JsonElement> RunAsync(Uri document)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var node = Process.Start(new ProcessStartInfo("node", ["client.js", document.AbsoluteUri])
        {
            WorkingDirectory = Repository.NodePackage("Integration", "PaddockGateway", "client"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("node could not be started.");
        var output = node.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = node.StandardError.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);

        Assert.True(node.ExitCode == 0, await errors);
        return JsonDocument.Parse((await output).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
    }
}
