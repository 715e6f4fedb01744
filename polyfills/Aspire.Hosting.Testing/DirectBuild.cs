using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>A builder made by the test itself.</summary>
internal sealed class DirectBuild(Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure) : BuilderHooks
{
    private DistributedApplication? application;

    public static IDistributedApplicationTestingBuilder Create(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        var run = new DirectBuild(configure);
        var outer = Current;
        Current = run;
        try
        {
            var builder = new DistributedApplicationBuilder(new DistributedApplicationOptions { Args = args });
            return new TestingBuilder(builder, _ => Task.FromResult(builder.Build()), run.DisposeAsync);
        }
        finally
        {
            Current = outer;
        }
    }

    public override void Constructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        TestSettings.Apply(options, settings, appHost: null);
        configure(options, settings);
    }

    public override void Constructed(DistributedApplicationBuilder builder) => builder.Services.AddHttpClient();

    public override void Building(DistributedApplicationBuilder builder)
    {
    }

    public override void Built(DistributedApplication application) => this.application = application;

    private async ValueTask DisposeAsync()
    {
        if (application is not null)
        {
            await application.DisposeAsync().ConfigureAwait(false);
        }
    }
}
