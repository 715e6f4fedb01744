using System.Net.Sockets;
using System.Text.Json.Nodes;
using BoxBox.Tests.Fixtures.Hosting;

namespace BoxBox.Tests.Integration.AppHost;

/// <summary>What azd asks for.</summary>
public sealed class ManifestTests(ManifestTests.Published published) : IClassFixture<ManifestTests.Published>
{
    private JsonObject Resources => published.Resources;

    [Fact]
    public void A_published_manifest_is_of_no_machine()
    {
        Assert.Equal(["parameter.v0", "project.v0"], Resources.Select(resource => (string)resource.Value!["type"]!).Distinct().Order());
        Assert.DoesNotContain("{{-", published.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Repository.Folder(), published.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"/", published.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_gateway_is_the_only_one_that_the_world_reaches()
    {
        var external = from resource in Resources
                       where resource.Value!["bindings"] is not null
                       from binding in resource.Value["bindings"]!.AsObject()
                       where binding.Value!["external"]?.GetValue<bool>() == true
                       select resource.Key;
        Assert.Equal(["paddock-gateway"], external.Distinct());
    }

    [Theory]
    [InlineData("panettiere")]
    [InlineData("fornaio")]
    [InlineData("maestro")]
    public void Grpc_stands_first_since_a_deployment_takes_the_first_for_the_main_one(string service)
    {
        var bindings = Resources[service]!["bindings"]!.AsObject();

        Assert.Equal("grpc", bindings.First().Key);
        Assert.Equal("http2", (string?)bindings["grpc"]!["transport"]);
    }

    [Fact]
    public void NATS_is_a_secret_that_the_deployment_gives()
    {
        Assert.True(Resources["nats"]!["inputs"]!["value"]!["secret"]!.GetValue<bool>());
        Assert.Equal("{nats.connectionString}", (string?)Resources["maestro"]!["env"]!["ConnectionStrings__nats"]);
    }

    [Fact]
    public void A_setting_that_is_given_goes_along()
    {
        Assert.Equal("{time-scale.value}", (string?)Resources["maestro"]!["env"]!["TimeScale"]);
        Assert.Equal("2", (string?)Resources["time-scale"]!["inputs"]!["value"]!["default"]!["value"]);
        Assert.Equal("7", (string?)Resources["maestro"]!["env"]!["Maestro__OrderBatchSize"]);
        Assert.Equal("1", (string?)Resources["paddock-gateway"]!["env"]!["Ledger__SaveIntervalInSeconds"]);
    }

    [Fact]
    public void What_is_of_a_run_on_this_machine_is_left_out()
    {
        Assert.DoesNotContain(Resources, resource => resource.Key is "jaeger" or "tifosi" or "seed" or "drills-key");
        Assert.DoesNotContain("Drills__", published.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Replica\"", published.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("PitWall__", published.Text, StringComparison.Ordinal);
    }

    /// <summary>A manifest that was published while another program holds the gateway's port, as another run would, and with settings that are of a run.</summary>
    public sealed class Published : IAsyncLifetime
    {
        private readonly DirectoryInfo _folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"manifest-{Guid.NewGuid():N}"));

        public string Text { get; private set; } = "";

        public JsonObject Resources { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            using var another = Held(8080);
            var path = Path.Combine(_folder.FullName, "manifest.json");
            var (exitCode, error) = await AppHostProgram.RunAsync(
                "--publisher", "manifest", "--output-path", path, "--TimeScale=2", "--Maestro:OrderBatchSize=7", "--Ledger:SaveIntervalInSeconds=1", "--Drills:Enabled=true", "--Containers=true");
            Assert.True(exitCode == 0, error);
            Text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            Resources = JsonNode.Parse(Text)!["resources"]!.AsObject();
        }

        public ValueTask DisposeAsync()
        {
            _folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        }

        // Where another run has it, so much the better.
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
}
