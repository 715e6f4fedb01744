using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Configuration;

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
                .WithDrill(key, "drill-crash-before-ack", "Drill: crash before an acknowledgement", new Fault("crash", "before-ack"))
                .WithDrill(key, "drill-crash-after-publish", "Drill: crash after a publish", new Fault("crash", "after-publish"))
                .WithDrill(key, "drill-publish-twice", "Drill: publish a step twice", new Fault("publish-twice"))
                .WithDrill(key, "drill-end", "Drill: end all drills");
        }
    }

    /// <summary>A command that sets a replica's faults to these; which replica it is, is the proxy's choice.</summary>
    private static IResourceBuilder<ProjectResource> WithDrill(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ParameterResource> key, string name, string title, params Fault[] faults) =>
        service.WithCommand(name, title, async context =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"{service.GetEndpoint("http").Url}/drills") { Content = JsonContent.Create(new { faults }) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await key.Resource.GetValueAsync(context.CancellationToken));
            using var response = await Http.SendAsync(request, context.CancellationToken);
            return response.IsSuccessStatusCode ? CommandResults.Success() : CommandResults.Failure($"{service.Resource.Name} answered {(int)response.StatusCode}.");
        });

    private sealed record Fault(string fault, string? at = null);
}
