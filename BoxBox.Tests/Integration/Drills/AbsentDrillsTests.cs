using BoxBox.Tests.Fixtures.Deploy;

namespace BoxBox.Tests.Integration.Drills;

/// <summary>Each service as the program that it is built to, even where drills could be allowed: in development.</summary>
public sealed class AbsentDrillsTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("PaddockGateway", false)]
    [InlineData("Maestro", true)]
    [InlineData("Panettiere", true)]
    [InlineData("Fornaio", true)]
    [InlineData("Fattorino", false)]
    public async Task There_is_nothing_of_the_drills_unless_they_are_asked_for(string service, bool speaksGrpc)
    {
        var http = FreePort.Next();
        List<KeyValuePair<string, string>> environment =
        [
            new("DOTNET_ENVIRONMENT", "Development"), new("ConnectionStrings__nats", "nats://127.0.0.1:1"), new("Kestrel__Endpoints__http__Url", $"http://127.0.0.1:{http}"),
            new("Maestro__PanettiereClient__Address", "http://127.0.0.1:1"), new("Maestro__FornaioClient__Address", "http://127.0.0.1:1"),
        ];
        if (speaksGrpc)
            environment.Add(new("Kestrel__Endpoints__grpc__Url", "http://127.0.0.1:0"));
        await using var program = ServiceProgram.Start(service, http, environment);
        await program.ProbeAsync("/alive", TestContext.Current.CancellationToken);

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Post, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(method, "/drills");
            using var answer = await program.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
