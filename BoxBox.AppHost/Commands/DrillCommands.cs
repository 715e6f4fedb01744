using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BoxBox.AppHost.Commands;

/// <summary>Faults on demand, where <c>Drills:Enabled</c> is true: hands every service the section <c>Drills</c> and the key to its <c>/drills</c>, the gateway the way there, and puts the drills on the dashboard.</summary>
internal sealed class DrillCommands(IResourceBuilder<ParameterResource> key, IReadOnlyList<IResourceBuilder<ProjectResource>> services)
{
    public const string Key = "drills-key";

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

    public static void Add(IDistributedApplicationBuilder builder, IResourceBuilder<ProjectResource> gateway, IReadOnlyList<IResourceBuilder<ProjectResource>> services)
    {
        var key = builder.AddParameter(Key, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true)
            .WithDescription("What a caller of `/drills` shows; made at each start, unless given: `./run --Parameters:drills-key=…`", enableMarkdown: true);
        var drills = new DrillCommands(key, services);
        foreach (var service in services)
        {
            foreach (var (name, value) in builder.Configuration.GetSection("Drills").AsEnumerable().Where(setting => setting.Value is not null))
                service.WithEnvironment(name.Replace(":", "__", StringComparison.Ordinal), value);
            gateway.WithReference(service.GetEndpoint("http"));
            service.WithEnvironment("Drills__Key", key)
                .WithCommand("drill", "Drill", drills.StartAsync, new CommandOptions { Description = "Tells this process to fail.", IconName = "Flash", Arguments = Arguments })
                .WithCommand("end-drills", "End all drills", drills.EndAsync, new CommandOptions { Description = "In every process of every service.", IconName = "FlashOff" });
        }
    }

    private async Task<ExecuteCommandResult> StartAsync(ExecuteCommandContext context)
    {
        var asked = context.Arguments;
        var fault = new Dictionary<string, object?> { ["fault"] = asked.GetString("what"), ["at"] = asked.GetString("where"), ["step"] = asked.GetString("step") };
        if (!string.IsNullOrEmpty(asked.GetString("times")))
            fault["times"] = asked.GetInt32("times");
        if (!string.IsNullOrEmpty(asked.GetString("seconds")))
            fault["seconds"] = asked.GetDouble("seconds");
        foreach (var name in fault.Where(field => field.Value is null or "").Select(field => field.Key).ToList())
            fault.Remove(name);
        var error = await SetAsync(context.ResourceName, new { faults = new[] { fault } }, context);
        return error is null ? CommandResults.Success($"{context.ResourceName}: {string.Join(' ', fault.Values)}") : CommandResults.Failure(error);
    }

    private async Task<ExecuteCommandResult> EndAsync(ExecuteCommandContext context)
    {
        var resources = context.Services.GetRequiredService<ResourceNotificationService>();
        var processes = await ProcessesAsync(resources, context.CancellationToken);
        var errors = await Task.WhenAll(processes.Select(process => SetAsync(process, null, context)));
        return errors.OfType<string>().ToList() is { Count: > 0 } failed ? CommandResults.Failure(string.Join("; ", failed)) : CommandResults.Success("No drill is set.");
    }

    private async Task<HashSet<string>> ProcessesAsync(ResourceNotificationService resources, CancellationToken cancellationToken)
    {
        // Each is told of at once as it is; beside a service's replicas there is the service itself, and none of one that never started.
        var processes = new HashSet<string>();
        using var told = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        told.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await foreach (var update in resources.WatchAsync(told.Token))
            {
                if (services.Any(service => service.Resource == update.Resource) && update.ResourceId != update.Resource.Name)
                    processes.Add(update.ResourceId);
                if (processes.Count == services.Sum(service => service.Resource.GetReplicaCount()))
                    break;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // There are no more.
        }

        return processes;
    }

    /// <param name="process">The id of a replica.</param>
    /// <param name="drills">What it is told; null: nothing any more.</param>
    /// <param name="context">Who asks.</param>
    /// <returns>What went wrong; a process that does not run has no drills.</returns>
    private async Task<string?> SetAsync(string process, object? drills, ExecuteCommandContext context)
    {
        if (AddressOf(process, context.Services.GetRequiredService<ResourceNotificationService>()) is not { } address)
            return drills is null ? null : $"{process} does not run.";

        using var request = new HttpRequestMessage(drills is null ? HttpMethod.Delete : HttpMethod.Post, new Uri(address, "/drills")) { Content = drills is null ? null : JsonContent.Create(drills) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await key.Resource.GetValueAsync(context.CancellationToken));
        try
        {
            using var response = await Http.SendAsync(request, context.CancellationToken);
            return response.IsSuccessStatusCode ? null : $"{process}: {await response.Content.ReadAsStringAsync(context.CancellationToken)}";
        }
        catch (HttpRequestException error) when (drills is null && error.HttpRequestError is HttpRequestError.ConnectionError)
        {
            // It has just ended, or only just starts: with nothing that a command has set.
            return null;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException && !context.CancellationToken.IsCancellationRequested)
        {
            return $"{process}: {error.Message}";
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
