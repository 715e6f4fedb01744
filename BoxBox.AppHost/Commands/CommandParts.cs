namespace BoxBox.AppHost.Commands;

/// <summary>What the commands have alike.</summary>
internal static class CommandParts
{
    extension(ExecuteCommandContext context)
    {
        public ResourceNotificationService Resources => context.Services.GetRequiredService<ResourceNotificationService>();

        /// <summary>Runs a command of a resource, in each of its processes.</summary>
        public Task<ExecuteCommandResult> RunAsync(IResource resource, string command) =>
            context.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(resource, command, context.Arguments, context.CancellationToken);
    }

    /// <summary>What the gateway says to a command; where it refuses, in its own words.</summary>
    public static async Task<ExecuteCommandResult> TellAsync(this HttpCommandResultContext context, Func<JsonNode, ExecuteCommandResult> tell)
    {
        var body = await context.Response.Content.ReadAsStringAsync(context.CancellationToken);
        return context.Response.IsSuccessStatusCode ? tell(JsonNode.Parse(body)!) : CommandResults.Failure($"{(int)context.Response.StatusCode}: {body}");
    }

    public static ExecuteCommandResult Table(string title, string column, IEnumerable<(string Name, string Value)> rows)
    {
        string[] table = [$"| | {column} |", "| --- | ---: |", .. rows.Select(row => $"| {row.Name} | {row.Value} |")];
        return CommandResults.Success(title, string.Join('\n', table), CommandResultFormat.Markdown, displayImmediately: true);
    }

    public static InteractionInput Choice(string name, string label, IEnumerable<string> choices, string? value = null, string? description = null) => new()
    {
        Name = name,
        Label = label,
        InputType = InputType.Choice,
        Options = [.. choices.Select(choice => KeyValuePair.Create(choice, choice))],
        Value = value,
        Required = value is not null,
        Description = description,
    };
}
