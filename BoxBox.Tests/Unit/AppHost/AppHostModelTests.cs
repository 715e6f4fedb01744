using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BoxBox.Tests.Fixtures.Hosting;

namespace BoxBox.Tests.Unit.AppHost;

/// <summary>What the AppHost puts together; nothing of it starts.</summary>
public sealed class AppHostModelTests
{
    private static readonly string[] Services = ["panettiere", "fornaio", "maestro", "fattorino", "paddock-gateway"];

    [Theory(Timeout = 60_000)]
    [InlineData("false", "nats/nats:4222", "nats/monitoring:8222")]
    [InlineData("true", "nats/tcp:4222", "nats/monitoring:8222", "jaeger/ui:16686")]
    public async Task Ports_are_fixed_with_and_without_containers(string containers, params string[] ofThese)
    {
        await using var app = await AppUnderTest.BoxBoxAsync($"--Containers={containers}");

        var ports = from resource in app.Resources
                    from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
                    where endpoint.Port is not null
                    select $"{resource.Name}/{endpoint.Name}:{endpoint.Port}";

        string[] ofTheServices =
        [
            "panettiere/grpc:5211", "panettiere/http:5210", "fornaio/grpc:5231", "fornaio/http:5230", "maestro/grpc:5221", "maestro/http:5220", "fattorino/http:5240", "paddock-gateway/http:8080",
        ];
        Assert.Equal(ofTheServices.Concat(ofThese).Order(), ports.Order());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Everybody_waits_for_what_he_cannot_work_without(string containers)
    {
        await using var app = await AppUnderTest.BoxBoxAsync($"--Containers={containers}");

        var waits = from resource in app.Resources
                    from wait in resource.Annotations.OfType<WaitAnnotation>()
                    select $"{resource.Name} -> {wait.Resource.Name} {wait.WaitType}";

        Assert.Equal(
            ["fattorino -> nats WaitUntilHealthy", "maestro -> fornaio WaitUntilHealthy", "maestro -> nats WaitUntilHealthy", "maestro -> panettiere WaitUntilHealthy", "paddock-gateway -> nats WaitUntilHealthy"],
            waits.Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Each_service_starts_as_the_program_it_was_built_to_and_prepares_for_no_TLS()
    {
        await using var app = await AppUnderTest.BoxBoxAsync("--Containers=false");

        var projects = app.Resources.OfType<ProjectResource>().ToList();

        Assert.Equal([.. Services, "tifosi"], projects.Select(project => project.Name));
        Assert.All(projects, project =>
        {
            Assert.True(project.TryGetLastAnnotation<ExecutableAnnotation>(out var program));
            Assert.True(File.Exists(program.Command), program.Command);
            Assert.Equal(Path.GetDirectoryName(project.GetProjectMetadata().ProjectPath), program.WorkingDirectory);
            Assert.DoesNotContain(project.Annotations.OfType<EndpointAnnotation>(), endpoint => endpoint.UriScheme == "https");
        });
    }

    [Theory(Timeout = 60_000)]
    [InlineData("DEBUG_SESSION_PORT", "localhost:1234")]
    [InlineData("DOTNET_WATCH", "1")]
    public async Task An_IDE_and_dotnet_watch_start_the_services_their_own_way(string variable, string value)
    {
        await using var app = await AppUnderTest.BoxBoxAsync("--Containers=false", $"--{variable}={value}");

        Assert.All(app.Resources.OfType<ProjectResource>(), project => Assert.False(project.TryGetLastAnnotation<ExecutableAnnotation>(out _)));
    }

    [Fact(Timeout = 60_000)]
    public async Task There_are_two_of_everybody_and_one_Fornaio_unless_a_setting_says_so()
    {
        await using var standard = await AppUnderTest.BoxBoxAsync("--Containers=false");
        await using var other = await AppUnderTest.BoxBoxAsync("--Containers=false", "--Replicas:fornaio=3", "--Replicas:maestro=1");

        Assert.Equal([2, 1, 2, 2, 2], Replicas(standard));
        Assert.Equal([2, 3, 1, 2, 2], Replicas(other));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cluster_is_three_servers_that_meet_and_are_all_in_the_connection_string()
    {
        await using var app = await AppUnderTest.BoxBoxAsync("--Containers=false", "--Nats:Servers=3", "--Parameters:nats-password=letters", $"--Nats:DataDirectory={Path.Combine(AppContext.BaseDirectory, "nats-of-a-model")}");

        var ports = from resource in app.Resources.OfType<ExecutableResource>()
                    from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
                    select $"{resource.Name}/{endpoint.Name}:{endpoint.Port}";
        var nats = Assert.IsType<IResourceWithConnectionString>(app.Resources.Single(resource => resource.Name == "nats"), exactMatch: false);

        Assert.Equal(
            [
                "nats-1/nats:4222", "nats-1/monitoring:8222", "nats-1/cluster:6222",
                "nats-2/nats:4223", "nats-2/monitoring:8223", "nats-2/cluster:6223",
                "nats-3/nats:4224", "nats-3/monitoring:8224", "nats-3/cluster:6224",
            ],
            ports);
        Assert.Equal(
            "nats://boxbox:{nats-password.value}@{nats-1.bindings.nats.host}:{nats-1.bindings.nats.port},nats://boxbox:{nats-password.value}@{nats-2.bindings.nats.host}:{nats-2.bindings.nats.port},nats://boxbox:{nats-password.value}@{nats-3.bindings.nats.host}:{nats-3.bindings.nats.port}",
            nats.ConnectionStringExpression.ValueExpression);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_learns_has_a_second_crew_that_waits_on_ports_of_its_own()
    {
        await using var app = await AppUnderTest.BoxBoxAsync("--Containers=false", "--Learn=true");

        var extra = app.Resources.OfType<ProjectResource>().Single(service => service.Name == "maestro-extra");

        Assert.True(extra.TryGetLastAnnotation<ExplicitStartupAnnotation>(out _));
        Assert.All(extra.Annotations.OfType<EndpointAnnotation>(), endpoint => Assert.Null(endpoint.Port));
        Assert.Contains(extra.Annotations.OfType<ResourceCommandAnnotation>(), command => command.Name == "drill");
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_parameter_says_what_it_is_for_and_has_a_value()
    {
        await using var app = await AppUnderTest.BoxBoxAsync("--Containers=false", "--Drills:Enabled=true", "--TimeScale=60");

        var parameters = app.Resources.OfType<ParameterResource>().ToDictionary(parameter => parameter.Name);

        Assert.Equal(["drills-key", "nats-password", "seed", "time-scale"], parameters.Keys.Order());
        Assert.All(parameters.Values, parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.Description)));
        Assert.Equal("60", await parameters["time-scale"].GetValueAsync(TestContext.Current.CancellationToken));
        Assert.True(int.TryParse(await parameters["seed"].GetValueAsync(TestContext.Current.CancellationToken), out _));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_NATS_that_runs_already_is_not_started_again_nor_emptied()
    {
        await using var app = await AppUnderTest.BoxBoxAsync("--Containers=false", "--ConnectionStrings:nats=nats://elsewhere:4222");

        var nats = Assert.Single(app.Resources, resource => resource.Name == "nats");

        Assert.IsNotType<ExecutableResource>(nats, exactMatch: false);
        Assert.DoesNotContain(nats.Annotations.OfType<ResourceCommandAnnotation>(), command => command.Name == "start-afresh");
    }

    private static IEnumerable<int> Replicas(IDistributedApplicationTestingBuilder app) =>
        app.Resources.OfType<ProjectResource>().Where(service => Services.Contains(service.Name)).Select(service => service.GetReplicaCount());
}
