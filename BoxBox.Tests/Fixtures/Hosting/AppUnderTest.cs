using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BoxBox.Tests.Fixtures.Hosting;

/// <summary>An application of a test's own, with what the tests ask of a running one.</summary>
internal static class AppUnderTest
{
    /// <summary>For whatever has to happen on a busy machine; a test that works does not come near it.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    // The app host's assembly knows where the orchestration's own programs lie.
    public static IDistributedApplicationTestingBuilder Create(params string[] args)
    {
        var builder = DistributedApplicationTestingBuilder.Create(args, (options, _) => options.AssemblyName = typeof(Projects.BoxBox_AppHost).Assembly.GetName().Name);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        return builder;
    }

    public static async Task<DistributedApplication> StartAsync(this IDistributedApplicationTestingBuilder builder)
    {
        var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        return app;
    }

    public static Task<ResourceEvent> WaitAsync(this DistributedApplication app, string resource, string state) =>
        app.WaitAsync(resource, e => e.Snapshot.State?.Text == state);

    public static Task<ResourceEvent> WaitAsync(this DistributedApplication app, string resource, Func<ResourceEvent, bool> predicate) =>
        app.ResourceNotifications.WaitForResourceAsync(resource, predicate, TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);

    /// <summary>The first line of the process that contains the text, from its beginning on.</summary>
    public static async Task<string> LineAsync(this DistributedApplication app, string resourceId, string text)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var batch in logs.WatchAsync(resourceId).WithCancellation(deadline.Token))
        {
            if (batch.FirstOrDefault(line => line.Content.Contains(text, StringComparison.Ordinal)) is { Content: not null } found)
            {
                return found.Content;
            }
        }

        throw new InvalidOperationException($"The log of '{resourceId}' ended without '{text}'.");
    }

    public static IResourceBuilder<ExecutableResource> AddShell(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddExecutable(name, "sh", ".", "-c", script);

    public static async Task<string> IdAsync(this DistributedApplication app, string resource) => (await app.WaitAsync(resource, _ => true)).ResourceId;

    public static int ProcessIdOf(ResourceEvent update) =>
        Convert.ToInt32(update.Snapshot.Properties.Single(p => p.Name == "executable.pid").Value, CultureInfo.InvariantCulture);
}
