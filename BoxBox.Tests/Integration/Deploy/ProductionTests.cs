using System.Globalization;
using BoxBox.Tests.Fixtures.Deploy;
using k8s.Models;

namespace BoxBox.Tests.Integration.Deploy;

/// <summary>The real programs, with what their image and their manifest give them.</summary>
public sealed class ProductionTests
{
    private const string Password = "lewishamilton";

    public static TheoryData<string, string> Services => new()
    {
        { "paddock-gateway", "PaddockGateway" },
        { "maestro", "Maestro" },
        { "panettiere", "Panettiere" },
        { "fornaio", "Fornaio" },
        { "fattorino", "Fattorino" },
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Services))]
    public async Task The_image_is_what_the_manifest_says(string name, string project)
    {
        var container = await ContainerAsync(name, TestContext.Current.CancellationToken);

        var image = await ImageSettings.OfAsync(project, TestContext.Current.CancellationToken);

        Assert.EndsWith("/dotnet/aspnet:10.0-noble-chiseled", image.Base, StringComparison.Ordinal);
        Assert.Equal((container.Image, "1654"), (image.Repository, image.User));
        Assert.Equal(container.Ports.Select(port => port.ContainerPort), image.Ports);
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Services))]
    public async Task In_production_it_starts_is_healthy_and_ends_in_time(string name, string project)
    {
        var container = await ContainerAsync(name, TestContext.Current.CancellationToken);
        var image = await ImageSettings.OfAsync(project, TestContext.Current.CancellationToken);
        await using var nats = await NatsServerProcess.StartAsync(new NatsServerOptions { User = "boxbox", Password = Password });
        var (http, grpc) = (FreePort.Next(), FreePort.Next());
        var environment = image.Environment.Concat(EnvironmentOf(container)).ToDictionary(variable => variable.Key, variable => variable.Value
            .Replace("$(NATS_PASSWORD)", Password, StringComparison.Ordinal)
            .Replace("@nats:4222", $"@127.0.0.1:{nats.Port}", StringComparison.Ordinal)
            .Replace("*:8080", $"*:{http}", StringComparison.Ordinal)
            .Replace("*:8081", $"*:{grpc}", StringComparison.Ordinal)
            .Replace("dns:///panettiere", "dns:///localhost", StringComparison.Ordinal)
            .Replace("dns:///fornaio", "dns:///localhost", StringComparison.Ordinal));
        // As the base image has it.
        environment["ASPNETCORE_HTTP_PORTS"] = http.ToString(CultureInfo.InvariantCulture);

        await using var service = ServiceProgram.Start(project, http, environment);
        foreach (var probe in new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe })
            await service.ProbeAsync(probe.HttpGet.Path, TestContext.Current.CancellationToken);
        var (exitCode, took, said) = await service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, exitCode);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Contains("Hosting environment: Production", said, StringComparison.Ordinal);
    }

    private static async Task<V1Container> ContainerAsync(string name, CancellationToken cancellationToken)
    {
        var manifests = await Manifests.LoadAsync("base", cancellationToken);
        return Assert.Single(manifests.Deployments.Single(deployment => deployment.Metadata.Name == name).Spec.Template.Spec.Containers);
    }

    // What comes from elsewhere (the Secret, the pod) has no value of its own.
    private static IEnumerable<KeyValuePair<string, string>> EnvironmentOf(V1Container container) =>
        container.Env.Where(variable => variable.Value is not null).Select(variable => new KeyValuePair<string, string>(variable.Name, variable.Value));
}
