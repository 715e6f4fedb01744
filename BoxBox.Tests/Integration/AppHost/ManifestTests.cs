using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using BoxBox.Tests.Fixtures.Hosting;

namespace BoxBox.Tests.Integration.AppHost;

/// <summary>What azd asks for.</summary>
public sealed class ManifestTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"manifest-{Guid.NewGuid():N}"));

    [Fact(Timeout = 60_000)]
    public async Task A_published_manifest_is_of_no_machine()
    {
        // As another run would; where one does, so much the better.
        using var another = Held(8080);

        var (text, resources) = await PublishAsync();

        Assert.Equal(["parameter.v0", "project.v0"], resources.Select(resource => (string)resource.Value!["type"]!).Distinct().Order());
        Assert.DoesNotContain("{{-", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Repository.Folder(), text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"/", text, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_gateway_is_the_only_one_that_the_world_reaches()
    {
        var (_, resources) = await PublishAsync();

        var external = from resource in resources
                       where resource.Value!["bindings"] is not null
                       from binding in resource.Value["bindings"]!.AsObject()
                       where binding.Value!["external"]?.GetValue<bool>() == true
                       select resource.Key;
        Assert.Equal(["paddock-gateway"], external.Distinct());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("panettiere")]
    [InlineData("fornaio")]
    [InlineData("maestro")]
    public async Task Grpc_stands_first_since_a_deployment_takes_the_first_for_the_main_one(string service)
    {
        var (_, resources) = await PublishAsync();

        var bindings = resources[service]!["bindings"]!.AsObject();

        Assert.Equal("grpc", bindings.First().Key);
        Assert.Equal("http2", (string?)bindings["grpc"]!["transport"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task NATS_is_a_secret_that_the_deployment_gives()
    {
        var (_, resources) = await PublishAsync("--TimeScale=2");

        Assert.True(resources["nats"]!["inputs"]!["value"]!["secret"]!.GetValue<bool>());
        Assert.Equal("{nats.connectionString}", (string?)resources["maestro"]!["env"]!["ConnectionStrings__nats"]);
        Assert.Equal("{time-scale.value}", (string?)resources["maestro"]!["env"]!["TimeScale"]);
        Assert.Equal("2", (string?)resources["time-scale"]!["inputs"]!["value"]!["default"]!["value"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_of_a_run_on_this_machine_is_left_out()
    {
        var (text, resources) = await PublishAsync("--Drills:Enabled=true", "--Containers=true");

        Assert.DoesNotContain("jaeger", resources.Select(resource => resource.Key));
        Assert.DoesNotContain("Drills", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Replica\"", text, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(string Text, JsonObject Resources)> PublishAsync(params string[] args)
    {
        var path = Path.Combine(folder.FullName, "manifest.json");
        var (exitCode, error) = await AppHostProgram.RunAsync(["--publisher", "manifest", "--output-path", path, .. args]);
        Assert.True(exitCode == 0, error);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        return (text, JsonNode.Parse(text)!["resources"]!.AsObject());
    }

    private static TcpListener? Held(int port)
    {
        var holder = new TcpListener(IPAddress.Loopback, port);
        try
        {
            holder.Start();
            return holder;
        }
        catch (SocketException)
        {
            holder.Dispose();
            return null;
        }
    }
}
