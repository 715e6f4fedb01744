using System.Net;
using System.Net.Http.Headers;

namespace BoxBox.AppHost.Commands;

/// <summary>
/// Faults on demand, where <c>Drills:Enabled</c> is true: gives every service the key to its <c>/drills</c>, the gateway the way there, and the dashboard
/// the drills of each process, and, at <c>box-box</c>, of all processes of a service.
/// </summary>
internal sealed class DrillCommands(EndpointReference gateway, ParameterResource key)
{
    public const string Key = "drills-key";

    // As the crew names them.
    private static readonly string[] Roles = ["maestro", "panettiere", "fornaio", "fattorino", "gateway"];

    private static readonly string[] Faults =
        ["crash", "delay", "throw", "burn", "drop-ack", "publish-twice", "without-message-ids", "without-progress", "ack-first"];

    private static readonly string[] Points = ["before-publish", "after-publish", "before-ack", "after-ack", "dough", "oven"];
    private static readonly string[] Steps = ["pending", "in_progress", "waiting_delivery", "out_for_delivery", "completed", "failed"];

    // The service itself checks what goes together, and says so.
    private static readonly InteractionInput[] Arguments =
    [
        CommandParts.Choice("what", "What", Faults, "crash"),
        CommandParts.Choice("where", "Where", Points, description: "Of a crash or delay; of a throw only dough or oven; else none."),
        CommandParts.Choice("step", "Step", Steps, description: "Only at this step of an order; none: at every one."),
        new() { Name = "times", Label = "How often", InputType = InputType.Number, Description = "None: once, or for a guarantee until the drills end." },
        new() { Name = "seconds", Label = "Seconds", InputType = InputType.Number, Description = "Of a delay." },
    ];

    public static void Add(
        IResourceBuilder<Restaurant> boxBox, IResourceBuilder<ProjectResource> gateway, IEnumerable<IResourceBuilder<ProjectResource>> services)
    {
        var key = boxBox.ApplicationBuilder.AddParameter(Key, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true)
            .WithDescription("What a caller of `/drills` shows; made at each start, unless given: `./run --Parameters:drills-key=…`", enableMarkdown: true);
        var drills = new DrillCommands(gateway.GetEndpoint("http"), key.Resource);
        var who = CommandParts.Choice("who", "Who", Roles, "maestro");
        drills.AddTo(boxBox, context => context.Request.Method == HttpMethod.Post ? context.Arguments.GetString(who.Name)! : "", who);
        foreach (var service in services)
        {
            gateway.WithReference(service.GetEndpoint("http"));
            service.WithEnvironment("Drills__Key", key);

            // A process is named after its service and its service.instance.id.
            var (name, role) = (service.Resource.Name, Roles.First(service.Resource.Name.Contains));
            drills.AddTo(service, context => $"{role}?instance={context.ResourceName[(name.Length + 1)..]}");
        }
    }

    // The gateway leads them to whom they mean: the proxy in front of a service's replicas would choose one itself.
    private void AddTo<T>(IResourceBuilder<T> resource, Func<HttpCommandRequestContext, string> whom, params InteractionInput[] who)
        where T : IResourceWithEndpoints
    {
        async Task PrepareAsync(HttpCommandRequestContext context)
        {
            context.Request.RequestUri = new Uri($"{context.Request.RequestUri}/{whom(context)}");
            context.Request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await key.GetValueAsync(context.CancellationToken));
            context.Request.Content = context.Request.Method == HttpMethod.Post ? FaultOf(context.Arguments) : null;
        }

        resource
            .WithHttpCommand("/v1/drills", "Drill", () => gateway, "drill", new()
            {
                Description = "Lets something go wrong: here, or for all of a service.",
                IconName = "Flash",
                Arguments = [.. who, .. Arguments],
                PrepareRequest = PrepareAsync,
                GetCommandResult = context => context.TellAsync(told => CommandResults.Success($"{told[0]!["faults"]!.ToJsonString()}")),
            })
            .WithHttpCommand("/v1/drills", "End drills", () => gateway, "end-drills", new()
            {
                Method = HttpMethod.Delete,
                Description = "Ends all that goes wrong here.",
                IconName = "FlashOff",
                PrepareRequest = PrepareAsync,
                // Who is not there has no drill, and will have none that a command has set when he starts.
                GetCommandResult = context => context.Response.StatusCode is HttpStatusCode.MisdirectedRequest or HttpStatusCode.ServiceUnavailable
                    ? Task.FromResult(CommandResults.Success("No drill is set at those who answer."))
                    : context.TellAsync(_ => CommandResults.Success("No drill is set.")),
            });
    }

    private static JsonContent FaultOf(InteractionInputCollection asked)
    {
        string? Given(string name) => asked.GetString(name) is { Length: > 0 } text ? text : null;
        int? times = Given("times") is null ? null : asked.GetInt32("times");
        double? seconds = Given("seconds") is null ? null : asked.GetDouble("seconds");
        return JsonContent.Create(new { faults = new[] { new { fault = Given("what"), at = Given("where"), step = Given("step"), times, seconds } } });
    }
}
