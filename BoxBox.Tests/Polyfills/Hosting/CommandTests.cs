using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BoxBox.Tests.Polyfills.Hosting;

public sealed class CommandTests
{
    [Fact]
    public async Task A_restart_ends_the_process_and_starts_another_under_the_same_id()
    {
        await using var builder = AppUnderTest.Create();
        builder.AddShell("worker", "sleep 1000");
        await using var app = await builder.StartAsync();
        var first = await app.WaitAsync("worker", KnownResourceStates.Running);

        var result = await app.ResourceCommands.ExecuteCommandAsync("worker", KnownResourceCommands.RestartCommand, TestContext.Current.CancellationToken);

        var second = await app.WaitAsync("worker", e => e.Snapshot.State?.Text == KnownResourceStates.Running && e.Snapshot.StartTimeStamp != first.Snapshot.StartTimeStamp);
        Assert.True(result.Success, result.ErrorMessage);
        Assert.Equal(first.ResourceId, second.ResourceId);
        Assert.NotEqual(AppUnderTest.ProcessIdOf(first), AppUnderTest.ProcessIdOf(second));
        await ProcessTable.GoneAsync([AppUnderTest.ProcessIdOf(first)]);
    }

    [Fact]
    public async Task A_server_starts_again_on_its_port_while_clients_hold_on_to_the_old_one()
    {
        await using var builder = AppUnderTest.Create();
        var server = builder.AddExecutable("server", "nats-server", ".").WithEndpoint(scheme: "nats", name: "nats", isProxied: false);
        server.WithArgs("--addr", "127.0.0.1", "--port", server.GetEndpoint("nats").Property(EndpointProperty.TargetPort));
        await using var app = await builder.StartAsync();
        var id = await app.IdAsync("server");
        await app.LineAsync(id, "Server is ready");
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, app.GetEndpoint("server", "nats").Port, TestContext.Current.CancellationToken);
        app.Services.GetRequiredService<ResourceLoggerService>().ClearBacklog(id);

        var result = await app.ResourceCommands.ExecuteCommandAsync(id, KnownResourceCommands.RestartCommand, TestContext.Current.CancellationToken);

        Assert.True(result.Success, result.ErrorMessage);
        await app.LineAsync(id, "Server is ready");
    }

    [Fact]
    public async Task Each_start_of_a_resource_is_announced_when_it_is_ready()
    {
        await using var builder = AppUnderTest.Create();
        var announced = 0;
        var oven = builder.AddShell("oven", "sleep 1000").OnResourceReady((_, _, _) =>
        {
            Interlocked.Increment(ref announced);
            return Task.CompletedTask;
        });
        builder.AddShell("worker", "sleep 1000").WaitFor(oven);
        await using var app = await builder.StartAsync();
        var first = await app.WaitAsync("oven", KnownResourceStates.Running);

        await app.ResourceCommands.ExecuteCommandAsync("oven", KnownResourceCommands.RestartCommand, TestContext.Current.CancellationToken);
        await app.WaitAsync("oven", e => e.Snapshot.State?.Text == KnownResourceStates.Running && e.Snapshot.StartTimeStamp != first.Snapshot.StartTimeStamp);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("oven", TestContext.Current.CancellationToken).WaitAsync(AppUnderTest.Deadline, TestContext.Current.CancellationToken);

        Assert.Equal(2, announced);
        Assert.Equal(KnownResourceStates.Running, (await app.WaitAsync("worker", _ => true)).Snapshot.State?.Text);
    }

    [Fact]
    public async Task A_stop_lets_the_process_end_in_its_own_way()
    {
        await using var builder = AppUnderTest.Create();
        builder.AddShell("polite", "trap 'echo goodbye; exit 7' TERM; echo ready; sleep 1000 & wait");
        await using var app = await builder.StartAsync();
        var id = await app.IdAsync("polite");
        await app.LineAsync(id, "ready");

        await app.ResourceCommands.ExecuteCommandAsync(id, KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);

        var ended = await app.WaitAsync(id, e => KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text));
        Assert.Equal(7, ended.Snapshot.ExitCode);
        await app.LineAsync(id, "goodbye");
    }

    [Fact]
    public async Task A_process_that_does_not_end_when_told_is_killed_after_ten_seconds()
    {
        var time = new FakeTimeProvider();
        await using var builder = AppUnderTest.Create();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.AddShell("stubborn", "trap '' TERM; echo ready; while true; do sleep 1000; done");
        await using var app = await builder.StartAsync();
        var id = await app.IdAsync("stubborn");
        await app.LineAsync(id, "ready");

        var stop = app.ResourceCommands.ExecuteCommandAsync(id, KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);
        await app.WaitAsync(id, KnownResourceStates.Stopping);
        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(stop.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.True((await stop.WaitAsync(AppUnderTest.Deadline, TestContext.Current.CancellationToken)).Success);
        await app.WaitAsync(id, e => KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text));
    }

    [Fact]
    public async Task A_resource_with_explicit_start_starts_when_someone_says_so()
    {
        await using var builder = AppUnderTest.Create();
        builder.AddShell("later", "sleep 1000").WithExplicitStart();
        await using var app = await builder.StartAsync();
        await app.WaitAsync("later", KnownResourceStates.NotStarted);

        var result = await app.ResourceCommands.ExecuteCommandAsync("later", KnownResourceCommands.StartCommand, TestContext.Current.CancellationToken);

        Assert.True(result.Success, result.ErrorMessage);
        await app.WaitAsync("later", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_command_of_ones_own_gets_the_process_it_is_for_and_its_failure_is_the_result()
    {
        await using var builder = AppUnderTest.Create();
        var asked = new TaskCompletionSource<string>();
        builder.AddShell("worker", "sleep 1000")
            .WithCommand("ask", "Ask", context =>
            {
                asked.SetResult(context.ResourceName);
                return Task.FromResult(CommandResults.Success());
            })
            .WithCommand("break", "Break", _ => throw new InvalidOperationException("out of dough"));
        await using var app = await builder.StartAsync();

        var good = await app.ResourceCommands.ExecuteCommandAsync("worker", "ask", TestContext.Current.CancellationToken);
        var bad = await app.ResourceCommands.ExecuteCommandAsync("worker", "break", TestContext.Current.CancellationToken);
        var unknown = await app.ResourceCommands.ExecuteCommandAsync("worker", "sing", TestContext.Current.CancellationToken);

        Assert.True(good.Success);
        Assert.Equal(await app.IdAsync("worker"), await asked.Task);
        Assert.Contains("out of dough", bad.ErrorMessage, StringComparison.Ordinal);
        Assert.False(unknown.Success);
    }
}
