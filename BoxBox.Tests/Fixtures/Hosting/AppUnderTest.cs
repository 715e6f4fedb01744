using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace BoxBox.Tests.Fixtures.Hosting;

/// <summary>Applications that are put together and looked at; nothing of them starts.</summary>
internal static class AppUnderTest
{
    /// <summary>One of a test's own.</summary>
    public static IDistributedApplicationBuilder Create() => DistributedApplication.CreateBuilder();

    /// <summary>Box Box, as its AppHost puts it together.</summary>
    public static Task<IDistributedApplicationTestingBuilder> BoxBoxAsync(params string[] args) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.BoxBox_AppHost>(["--CheckPorts=false", .. args], TestContext.Current.CancellationToken);
}
