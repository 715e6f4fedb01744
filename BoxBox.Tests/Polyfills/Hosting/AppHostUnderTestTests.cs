using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace BoxBox.Tests.Polyfills.Hosting;

public sealed class AppHostUnderTestTests
{
    [Fact]
    public async Task The_app_hosts_own_code_makes_the_application_and_its_arguments_reach_it()
    {
        using var arguments = new AppHostArguments();
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.BoxBox_AppHost>(
            [.. arguments.Values, "--Maestro:OrderBatchSize=5"], TestContext.Current.CancellationToken);

        var maestro = Assert.IsType<ProjectResource>(builder.Resources.Single(r => r.Name == "maestro"));

        var configuration = await ExecutionConfigurationBuilder.Create(maestro).WithEnvironmentVariablesConfig()
            .AddExecutionConfigurationGatherer(new WithoutAddresses()).BuildAsync(builder.ExecutionContext, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("5", configuration.EnvironmentVariables.Single(v => v.Key == "Maestro__OrderBatchSize").Value);
        Assert.Equal(Projects.BoxBox_AppHost.ProjectPath, builder.AppHostDirectory);
        Assert.Equal("http", builder.Configuration["DOTNET_LAUNCH_PROFILE"]);
        Assert.Equal("Development", builder.Environment.EnvironmentName);
    }

    [Fact]
    public async Task Two_app_hosts_are_built_beside_each_other()
    {
        using var arguments = new AppHostArguments();
        var builders = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.BoxBox_AppHost>(arguments.Values, TestContext.Current.CancellationToken)));
        await using var one = builders[0];
        await using var other = builders[1];

        await using var first = await one.BuildAsync(TestContext.Current.CancellationToken);
        await using var second = await other.BuildAsync(TestContext.Current.CancellationToken);

        Assert.NotSame(first.Services, second.Services);
        Assert.NotSame(one.Resources, other.Resources);
    }

    [Fact]
    public async Task An_error_in_the_app_hosts_code_is_the_tests_to_see()
    {
        var creation = DistributedApplicationTestingBuilder.CreateAsync<Projects.BoxBox_AppHost>(
            ["--Containers=false", "--Nats:DataDirectory=/dev/null/nats"], TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAnyAsync<IOException>(() => creation);
        Assert.Contains("/dev/null", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Before the start, addresses are not known, and who asks for one waits.</summary>
    private sealed class WithoutAddresses : IExecutionConfigurationGatherer
    {
        public ValueTask GatherAsync(
            IExecutionConfigurationGathererContext context, IResource resource, Microsoft.Extensions.Logging.ILogger resourceLogger,
            DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken = default)
        {
            foreach (var (name, value) in context.EnvironmentVariables.Where(v => v.Value is not string).ToArray())
            {
                Assert.NotNull(value);
                context.EnvironmentVariables.Remove(name);
            }

            return ValueTask.CompletedTask;
        }
    }
}
