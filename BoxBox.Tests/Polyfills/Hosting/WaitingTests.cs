using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BoxBox.Tests.Polyfills.Hosting;

public sealed class WaitingTests
{
    [Fact]
    public async Task Who_waits_for_a_resource_starts_when_it_is_healthy()
    {
        await using var builder = AppUnderTest.Create();
        var health = HealthCheckResult.Unhealthy("still cold");
        builder.Services.AddHealthChecks().AddCheck("warm", () => health);
        var oven = builder.AddShell("oven", "sleep 1000").WithHealthCheck("warm");
        builder.AddShell("baker", "sleep 1000").WaitFor(oven);
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        var starting = app.StartAsync(TestContext.Current.CancellationToken);
        var cold = await app.WaitAsync("oven", e => e.Snapshot.HealthStatus == HealthStatus.Unhealthy && e.Snapshot.HealthReports.Any(r => r.Description == "still cold"));
        await app.WaitAsync("baker", KnownResourceStates.Waiting);
        Assert.Equal(KnownResourceStates.Running, cold.Snapshot.State?.Text);

        health = HealthCheckResult.Healthy();

        await starting.WaitAsync(AppUnderTest.Deadline, TestContext.Current.CancellationToken);
        var baker = await app.WaitAsync("baker", KnownResourceStates.Running);
        Assert.Equal(HealthStatus.Healthy, (await app.WaitAsync("oven", e => e.Snapshot.HealthStatus == HealthStatus.Healthy)).Snapshot.HealthStatus);
        Assert.True(baker.Snapshot.StartTimeStamp >= cold.Snapshot.StartTimeStamp);
    }

    [Fact]
    public async Task Who_subscribed_to_readiness_is_done_before_anyone_goes_on()
    {
        await using var builder = AppUnderTest.Create();
        var seeded = new TaskCompletionSource();
        var oven = builder.AddShell("oven", "sleep 1000").OnResourceReady((_, _, cancellationToken) => seeded.Task.WaitAsync(cancellationToken));
        builder.AddShell("baker", "sleep 1000").WaitFor(oven);
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        var starting = app.StartAsync(TestContext.Current.CancellationToken);
        await app.WaitAsync("oven", e => e.Snapshot.HealthStatus == HealthStatus.Healthy);
        await app.WaitAsync("baker", KnownResourceStates.Waiting);
        Assert.False(starting.IsCompleted);

        seeded.SetResult();

        await starting.WaitAsync(AppUnderTest.Deadline, TestContext.Current.CancellationToken);
        await app.WaitAsync("baker", KnownResourceStates.Running);
    }

    [Fact]
    public async Task Who_waits_for_a_completion_starts_after_it()
    {
        await using var builder = AppUnderTest.Create();
        var setup = builder.AddShell("setup", "exit 0");
        builder.AddShell("worker", "sleep 1000").WaitForCompletion(setup);
        await using var app = await builder.StartAsync();

        var worker = await app.WaitAsync("worker", KnownResourceStates.Running);

        var done = await app.WaitAsync("setup", KnownResourceStates.Finished);
        Assert.True(worker.Snapshot.StartTimeStamp >= done.Snapshot.StopTimeStamp);
    }

    [Fact]
    public async Task A_failed_completion_fails_who_waited_for_it()
    {
        await using var builder = AppUnderTest.Create();
        var setup = builder.AddShell("setup", "exit 9");
        builder.AddShell("worker", "sleep 1000").WaitForCompletion(setup);
        await using var app = await builder.StartAsync();

        var worker = await app.WaitAsync("worker", KnownResourceStates.FailedToStart);

        Assert.Contains("'9'", await app.LineAsync(worker.ResourceId, "exit code"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_command_ends_a_wait()
    {
        await using var builder = AppUnderTest.Create();
        var never = builder.AddShell("never", "sleep 1000").WithExplicitStart();
        builder.AddShell("impatient", "sleep 1000").WaitFor(never, WaitBehavior.WaitOnResourceUnavailable);
        await using var app = await builder.BuildAsync(TestContext.Current.CancellationToken);
        var starting = app.StartAsync(TestContext.Current.CancellationToken);
        var waiting = await app.WaitAsync("impatient", KnownResourceStates.Waiting);

        await app.ResourceCommands.ExecuteCommandAsync(waiting.ResourceId, KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);

        await app.WaitAsync("impatient", KnownResourceStates.Running);
        await starting.WaitAsync(AppUnderTest.Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Waiting_for_the_health_of_a_resource_that_ended_fails()
    {
        await using var builder = AppUnderTest.Create();
        builder.Services.AddHealthChecks().AddCheck("never", () => HealthCheckResult.Unhealthy());
        builder.AddShell("brief", "exit 1").WithHealthCheck("never");
        await using var app = await builder.StartAsync();

        var wait = app.ResourceNotifications.WaitForResourceHealthyAsync("brief", WaitBehavior.StopOnResourceUnavailable, TestContext.Current.CancellationToken)
            .WaitAsync(AppUnderTest.Deadline, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<DistributedApplicationException>(() => wait);
    }
}
