using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace BoxBox.Tests.Polyfills.Hosting;

public sealed class ProgramTests
{
    [Fact]
    public async Task A_program_gets_its_arguments_and_variables_and_its_output_is_kept()
    {
        await using var builder = AppUnderTest.Create();
        builder.AddExecutable("printer", "sh", ".", "-c", "echo \"$GREETING $1 $2\"; echo trouble >&2", "name", "two words", "*")
            .WithEnvironment("GREETING", "Ciao");
        await using var app = await builder.StartAsync();

        var ended = await app.WaitAsync("printer", KnownResourceStates.Finished);

        Assert.Equal(0, ended.Snapshot.ExitCode);
        Assert.EndsWith("Ciao two words *", await app.LineAsync(ended.ResourceId, "Ciao"), StringComparison.Ordinal);
        Assert.EndsWith("trouble", await app.LineAsync(ended.ResourceId, "trouble"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_fails_is_finished_with_its_exit_code()
    {
        await using var builder = AppUnderTest.Create();
        builder.AddShell("failing", "exit 3");
        await using var app = await builder.StartAsync();

        var ended = await app.WaitAsync("failing", KnownResourceStates.Finished);

        Assert.Equal(3, ended.Snapshot.ExitCode);
        Assert.NotNull(ended.Snapshot.StopTimeStamp);
    }

    [Fact]
    public async Task A_program_that_is_not_there_fails_to_start_and_the_log_names_it()
    {
        await using var builder = AppUnderTest.Create();
        builder.AddExecutable("missing", "no-such-program-anywhere", ".");
        builder.AddShell("other", "sleep 1000");
        await using var app = await builder.StartAsync();

        var failed = await app.WaitAsync("missing", KnownResourceStates.FailedToStart);

        Assert.Contains("no-such-program-anywhere", await app.LineAsync(failed.ResourceId, "no-such-program-anywhere"), StringComparison.Ordinal);
        await app.WaitAsync("other", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_programs_children_end_with_it()
    {
        await using var builder = AppUnderTest.Create();
        builder.AddShell("parent", "sleep 1000 & echo child=$!; wait");
        await using var app = await builder.StartAsync();
        var id = await app.IdAsync("parent");
        var child = int.Parse((await app.LineAsync(id, "child=")).Split("child=")[1], System.Globalization.CultureInfo.InvariantCulture);

        await app.ResourceCommands.ExecuteCommandAsync(id, KnownResourceCommands.StopCommand, TestContext.Current.CancellationToken);

        await ProcessTable.GoneAsync([child]);
    }
}
