namespace BoxBox.Tests.Unit.PitWall;

/// <summary>What the page makes of what it hears, in Node's own test runner: <c>node --test</c> in this folder tells each test.</summary>
[Trait("Needs", "nodejs")]
public sealed class PageStateTests
{
    [Fact(Timeout = 120_000)]
    public async Task What_the_page_makes_of_events_is_right_in_every_test_of_its_own()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var node = Process.Start(new ProcessStartInfo("node", ["--test", "--test-reporter=tap", "."])
        {
            WorkingDirectory = Repository.Folder("BoxBox.Tests", "Unit", "PitWall"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("node could not be started.");
        var output = node.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = node.StandardError.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);

        Assert.True(node.ExitCode == 0, $"{await output}{await errors}");
        Assert.DoesNotContain("# pass 0", await output, StringComparison.Ordinal);
    }
}
