using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BoxBox.AppHost;

/// <summary>Faults on demand, where <c>Drills:Enabled</c> is true: hands every service the section <c>Drills</c> and the key to its <c>/drills</c>, and puts the common drills on the dashboard.</summary>
internal static class Drills
{
    private const string Section = "Drills";

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public static void AddDrills(this IDistributedApplicationBuilder builder, params IReadOnlyList<IResourceBuilder<ProjectResource>> services)
    {
        if (!builder.Configuration.GetValue<bool>($"{Section}:Enabled"))
            return;

        var key = builder.AddParameter("drills-key", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true);
        foreach (var service in services)
        {
            service.WithSettings(Section).WithEnvironment($"{Section}__Key", key)
                .WithDrill(key, "drill-crash-before-ack", "Drill: crash before an acknowledgement", new DrillCalls.Fault("crash", "before-ack"))
                .WithDrill(key, "drill-crash-after-publish", "Drill: crash after a publish", new DrillCalls.Fault("crash", "after-publish"))
                .WithDrill(key, "drill-publish-twice", "Drill: publish a step twice", new DrillCalls.Fault("publish-twice"))
                .WithDrill(key, "drill-end", "Drill: end all drills");
        }
    }

    /// <summary>
    /// A command that sets the faults of one replica, whichever the proxy chooses; or, where there are none to set, ends those of every replica. Which
    /// processes it were stands in the console of the service: a success has no text of its own.
    /// </summary>
    private static IResourceBuilder<ProjectResource> WithDrill(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ParameterResource> key, string name, string title, params DrillCalls.Fault[] faults) =>
        service.WithCommand(name, title, async context =>
        {
            var shown = await key.Resource.GetValueAsync(context.CancellationToken);
            var calls = new DrillCalls(Http, new Uri($"{service.GetEndpoint("http").Url}/drills"), shown!);
            var logger = context.Services.GetRequiredService<ResourceLoggerService>().GetLogger(context.ResourceName);
            var wanted = faults.Length > 0 ? 1 : service.Resource.GetReplicaCount();
            return await RunAsync(() => calls.SetAsync(faults, wanted, context.CancellationToken), wanted, title, logger, context.CancellationToken);
        });

    private static async Task<ExecuteCommandResult> RunAsync(
        Func<Task<IReadOnlyCollection<int>>> call, int wanted, string title, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            var reached = await call();
            var processes = string.Join(", ", reached);
            Log.DrillSet(logger, title, processes);
            return reached.Count == wanted
                ? CommandResults.Success()
                : CommandResults.Failure($"Done by process {processes}, but {reached.Count} of {wanted} replicas is all that {DrillCalls.MostTries} connections reached. Does each run?");
        }
        catch (Exception error) when (error is HttpRequestException or SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Failure(error.Message);
        }
    }
}
