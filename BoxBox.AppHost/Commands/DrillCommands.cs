using System.Net.Http.Headers;

namespace BoxBox.AppHost.Commands;

/// <summary>
/// Faults on demand, where <c>Drills:Enabled</c> is true: hands every service the section <c>Drills</c> and the key to its <c>/drills</c>, the gateway the way there, and puts the drills on the dashboard:
/// at each process, and for all processes of a service at <c>box-box</c>.
/// </summary>
internal sealed class DrillCommands(IResourceBuilder<ParameterResource> key)
{
    public const string Key = "drills-key";

    private const string Start = "drill";
    private const string End = "end-drills";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    // The service itself checks what goes together, and says so.
    private static readonly IReadOnlyList<InteractionInput> Arguments =
    [
        new() { Name = "what", Label = "What", InputType = InputType.Choice, Required = true, Options = OrderCommands.Choices("crash", "delay", "throw", "burn", "drop-ack", "publish-twice", "without-message-ids", "without-progress", "ack-first"), Value = "crash" },
        new() { Name = "where", Label = "Where", InputType = InputType.Choice, Options = OrderCommands.Choices("before-publish", "after-publish", "before-ack", "after-ack", "dough", "oven"), Description = "Of a crash or delay; of a throw only dough or oven; else none." },
        new() { Name = "step", Label = "Step", InputType = InputType.Choice, Options = OrderCommands.Choices("pending", "in_progress", "waiting_delivery", "out_for_delivery", "completed", "failed"), Description = "Only at this step of an order; none: at every one." },
        new() { Name = "times", Label = "How often", InputType = InputType.Number, Description = "None: once, or for a guarantee until the drills end." },
        new() { Name = "seconds", Label = "Seconds", InputType = InputType.Number, Description = "Of a delay." },
    ];

    public static void Add(IResourceBuilder<Restaurant> boxBox, IResourceBuilder<ProjectResource> gateway, IReadOnlyList<IResourceBuilder<ProjectResource>> services)
    {
        var builder = boxBox.ApplicationBuilder;
        var key = builder.AddParameter(Key, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true)
            .WithDescription("What a caller of `/drills` shows; made at each start, unless given: `./run --Parameters:drills-key=…`", enableMarkdown: true);
        var drills = new DrillCommands(key);
        foreach (var service in services)
        {
            foreach (var (name, value) in builder.Configuration.GetSection("Drills").AsEnumerable().Where(setting => setting.Value is not null))
                service.WithEnvironment(name.Replace(":", "__", StringComparison.Ordinal), value);
            gateway.WithReference(service.GetEndpoint("http"));
            service.WithEnvironment("Drills__Key", key)
                .WithCommand(Start, "Drill", drills.StartAsync, new CommandOptions { Description = "Tells this process to fail.", IconName = "Flash", Arguments = Arguments })
                .WithCommand(End, "End drills", context => drills.SetAsync(null, context), new CommandOptions { Description = "Of this process.", IconName = "FlashOff" });
        }

        var who = new InteractionInput { Name = "who", Label = "Who", InputType = InputType.Choice, Required = true, Options = OrderCommands.Choices(services.Select(service => service.Resource.Name)), Value = "maestro" };
        boxBox
            .WithCommand(
                Start,
                "Drill",
                context => CommandsOf(context).ExecuteCommandAsync(services.Single(service => service.Resource.Name == context.Arguments.GetString(who.Name)).Resource, Start, context.Arguments, context.CancellationToken),
                new CommandOptions { Description = "Tells every process of a service to fail.", IconName = "Flash", Arguments = [who, .. Arguments] })
            .WithCommand(End, "End all drills", context => EndAsync(services, context), new CommandOptions { Description = "In every process of every service.", IconName = "FlashOff" });
    }

    private static async Task<ExecuteCommandResult> EndAsync(IEnumerable<IResourceBuilder<ProjectResource>> services, ExecuteCommandContext context)
    {
        var results = await Task.WhenAll(services.Select(service => CommandsOf(context).ExecuteCommandAsync(service.Resource, End, context.CancellationToken)));
        return results.FirstOrDefault(result => !result.Success) ?? CommandResults.Success("No drill is set.");
    }

    private static ResourceCommandService CommandsOf(ExecuteCommandContext context) => context.Services.GetRequiredService<ResourceCommandService>();

    private Task<ExecuteCommandResult> StartAsync(ExecuteCommandContext context)
    {
        var asked = context.Arguments;
        var fault = new JsonObject();
        foreach (var (field, argument) in new[] { ("fault", "what"), ("at", "where"), ("step", "step") })
        {
            if (asked.GetString(argument) is { Length: > 0 } text)
                fault[field] = text;
        }

        if (!string.IsNullOrEmpty(asked.GetString("times")))
            fault["times"] = asked.GetInt32("times");
        if (!string.IsNullOrEmpty(asked.GetString("seconds")))
            fault["seconds"] = asked.GetDouble("seconds");
        return SetAsync(new JsonObject { ["faults"] = new JsonArray(fault) }, context);
    }

    /// <param name="drills">What the process is told; null: nothing any more, and one that does not run has none.</param>
    /// <param name="context">Who asks, and which process.</param>
    private async Task<ExecuteCommandResult> SetAsync(JsonObject? drills, ExecuteCommandContext context)
    {
        var process = context.ResourceName;
        if (AddressOf(process, context.Services.GetRequiredService<ResourceNotificationService>()) is not { } address)
            return drills is null ? CommandResults.Success() : CommandResults.Failure($"{process} does not run.");

        using var request = new HttpRequestMessage(drills is null ? HttpMethod.Delete : HttpMethod.Post, new Uri(address, "/drills")) { Content = drills is null ? null : JsonContent.Create(drills) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await key.Resource.GetValueAsync(context.CancellationToken));
        try
        {
            using var response = await Http.SendAsync(request, context.CancellationToken);
            return response.IsSuccessStatusCode
                ? CommandResults.Success($"{process}: {drills?["faults"]![0]!.ToJsonString() ?? "no drill is set"}")
                : CommandResults.Failure($"{process}: {await response.Content.ReadAsStringAsync(context.CancellationToken)}");
        }
        catch (HttpRequestException error) when (drills is null && error.HttpRequestError is HttpRequestError.ConnectionError)
        {
            // It has just ended, or only just starts: with nothing that a command has set.
            return CommandResults.Success();
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException && !context.CancellationToken.IsCancellationRequested)
        {
            return CommandResults.Failure($"{process}: {error.Message}");
        }
    }

    // The process's own, as it was told to listen: the proxy in front of replicas would choose one itself.
    private static Uri? AddressOf(string process, ResourceNotificationService resources) =>
        resources.TryGetCurrentState(process, out var current) && current.Snapshot.State?.Text == KnownResourceStates.Running
            ? current.Snapshot.EnvironmentVariables
                .Where(variable => variable.Name is "Kestrel__Endpoints__http__Url" or "ASPNETCORE_URLS")
                .OrderBy(variable => variable.Name == "ASPNETCORE_URLS")
                .Select(variable => new Uri(variable.Value!)).FirstOrDefault()
            : null;
}
