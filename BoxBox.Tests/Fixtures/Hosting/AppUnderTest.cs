using Aspire.Hosting;

namespace BoxBox.Tests.Fixtures.Hosting;

/// <summary>An application of a test's own, to be put together and looked at; nothing of it starts.</summary>
internal static class AppUnderTest
{
    // The AppHost's assembly knows where the orchestration's own programs lie.
    public static IDistributedApplicationBuilder Create(params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, AssemblyName = typeof(Projects.BoxBox_AppHost).Assembly.GetName().Name });
}
