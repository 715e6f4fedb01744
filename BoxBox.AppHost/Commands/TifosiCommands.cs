namespace BoxBox.AppHost.Commands;

/// <summary>The fans, who order when they are told to: by a bare start as where Ferrari is losing, or by a command that says what happens and awaits their end.</summary>
internal sealed class TifosiCommands
{
    private static readonly string[] Losing = ["losing"];

    private int busy;
    private string[] args = Losing;

    public void Add(IDistributedApplicationBuilder builder, IResourceBuilder<ProjectResource> gateway)
    {
        var tifosi = builder.AddProject<Projects.BoxBox_Tifosi>("tifosi").WithIconName("Megaphone")
            .WithReference(gateway.GetEndpoint("http"))
            .WithParentRelationship(gateway)
            .WithoutHttpsCertificate()
            .WithExplicitStart()
            .WithArgs(context => args.ToList().ForEach(context.Args.Add));
        tifosi
            .WithCommand("losing", "Ferrari is losing", context => RunAsync(tifosi.Resource, context, "losing"), Options("Ten fans, for half a minute.", "ArrowTrendingDown"))
            .WithCommand("winning", "Ferrari is winning", context => RunAsync(tifosi.Resource, context, "winning"), Options("A hundred fans, within 2 seconds.", "Trophy"))
            .WithCommand(
                "weekend",
                "Race weekend",
                context => RunAsync(tifosi.Resource, context, "weekend", "--seed", context.Arguments.GetInt32("seed").ToString(CultureInfo.InvariantCulture)),
                Options("Practice, qualifying and the race, in 4 minutes.", "FlagCheckered", new InteractionInput { Name = "seed", Label = "Seed", InputType = InputType.Number, Value = "44", Description = "How it goes for Ferrari." }));
    }

    private static CommandOptions Options(string description, string icon, params InteractionInput[] arguments) => new()
    {
        Description = description,
        IconName = icon,
        Arguments = arguments,
        Progress = new() { Message = "The tifosi order. Their console shows how it goes …" },
    };

    private async Task<ExecuteCommandResult> RunAsync(ProjectResource tifosi, ExecuteCommandContext context, params string[] what)
    {
        if (Interlocked.Exchange(ref busy, 1) == 1)
            return CommandResults.Failure("The tifosi are at it already.");

        var summary = Path.Combine(Path.GetTempPath(), $"tifosi-{Guid.NewGuid():N}.md");
        try
        {
            args = [.. what, "--follow", "--summary", summary];
            var resources = context.Services.GetRequiredService<ResourceNotificationService>();
            var last = await resources.WaitForResourceAsync(tifosi.Name, _ => true, context.CancellationToken);
            var started = await context.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(tifosi, KnownResourceCommands.StartCommand, context.CancellationToken);
            if (!started.Success)
                return started;

            var end = await resources.WaitForResourceAsync(
                tifosi.Name,
                now => KnownResourceStates.TerminalStates.Contains(now.Snapshot.State?.Text) && now.Snapshot.StopTimeStamp != last.Snapshot.StopTimeStamp,
                context.CancellationToken);
            var text = File.Exists(summary) ? await File.ReadAllTextAsync(summary, context.CancellationToken) : "They left no summary; their console says why.";
            return end.Snapshot.ExitCode == 0
                ? CommandResults.Success("The tifosi are done.", text, CommandResultFormat.Markdown, displayImmediately: true)
                : CommandResults.Failure($"The tifosi ended with {end.Snapshot.ExitCode}.", text, CommandResultFormat.Markdown);
        }
        finally
        {
            args = Losing;
            File.Delete(summary);
            busy = 0;
        }
    }
}
