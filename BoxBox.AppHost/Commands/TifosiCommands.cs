namespace BoxBox.AppHost.Commands;

/// <summary>The fans, who order when they are told to: by a bare start as where Ferrari is losing, or by a command, which awaits their end.</summary>
internal sealed class TifosiCommands
{
    private static readonly string[] Losing = ["losing"];

    private int _busy;
    private string[] _args = Losing;

    public void Add(IDistributedApplicationBuilder builder, IResourceBuilder<ProjectResource> gateway)
    {
        var tifosi = builder.AddProject<Projects.BoxBox_Tifosi>("tifosi").WithIconName("Megaphone")
            .WithReference(gateway.GetEndpoint("http"))
            .WithParentRelationship(gateway)
            .WithoutHttpsCertificate()
            .WithExplicitStart()
            .WithArgs(context => _args.ToList().ForEach(context.Args.Add));

        void Command(string name, string title, string description, string icon, params InteractionInput[] inputs) =>
            tifosi.WithCommand(name, title, context => RunAsync(tifosi.Resource, context, name, inputs), new()
            {
                Description = description,
                IconName = icon,
                Arguments = inputs,
                Progress = new() { Message = "The tifosi order. Their console shows how it goes …" },
            });

        Command("losing", "Ferrari is losing", "Ten fans, for half a minute.", "ArrowTrendingDown");
        Command("winning", "Ferrari is winning", "A hundred fans, within 2 seconds.", "Trophy");
        Command(
            "weekend", "Race weekend", "Practice, qualifying and the race, in 4 minutes.", "FlagCheckered",
            new InteractionInput { Name = "seed", Label = "Seed", InputType = InputType.Number, Value = "44", Description = "How it goes for Ferrari." });
    }

    private async Task<ExecuteCommandResult> RunAsync(ProjectResource tifosi, ExecuteCommandContext context, string what, IEnumerable<InteractionInput> inputs)
    {
        if (Interlocked.Exchange(ref _busy, 1) == 1)
            return CommandResults.Failure("The tifosi are at it already.");

        var summary = Path.Combine(Path.GetTempPath(), $"tifosi-{Guid.NewGuid():N}.md");
        try
        {
            _args = [what, .. inputs.Select(input => $"--{input.Name}={context.Arguments.GetString(input.Name)}"), "--follow", "--summary", summary];
            var last = await context.Resources.WaitForResourceAsync(tifosi.Name, _ => true, context.CancellationToken);
            var started = await context.RunAsync(tifosi, KnownResourceCommands.StartCommand);
            if (!started.Success)
                return started;

            var end = await context.Resources.WaitForResourceAsync(
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
            _args = Losing;
            File.Delete(summary);
            _busy = 0;
        }
    }
}
