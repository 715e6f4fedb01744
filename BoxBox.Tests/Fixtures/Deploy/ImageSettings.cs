using System.Collections.Concurrent;
using System.Globalization;

namespace BoxBox.Tests.Fixtures.Deploy;

/// <summary>What the SDK would make a service's image of; it needs no container engine to say so.</summary>
internal sealed record ImageSettings(string Base, string Repository, string User, IReadOnlyList<int> Ports, IReadOnlyDictionary<string, string> Environment)
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<ImageSettings>>> Known = [];

    /// <param name="project">As it is named, without <c>BoxBox.</c></param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<ImageSettings> OfAsync(string project, CancellationToken cancellationToken) =>
        Known.GetOrAdd(project, _ => new Lazy<Task<ImageSettings>>(() => AskAsync(project))).Value.WaitAsync(cancellationToken);

    private static async Task<ImageSettings> AskAsync(string project)
    {
        using var msbuild = Process.Start(new ProcessStartInfo("dotnet",
        [
            "msbuild", Fixtures.Repository.Folder($"BoxBox.{project}"), "-target:ComputeContainerConfig", "-nodeReuse:false",
            "-getProperty:ContainerBaseImage,ContainerRepository,ContainerUser", "-getItem:ContainerPort,ContainerEnvironmentVariable",
        ]) { RedirectStandardOutput = true })!;
        var said = await msbuild.StandardOutput.ReadToEndAsync();
        await msbuild.WaitForExitAsync();
        Assert.True(msbuild.ExitCode == 0, said);
        using var answer = JsonDocument.Parse(said);
        var (properties, items) = (answer.RootElement.GetProperty("Properties"), answer.RootElement.GetProperty("Items"));
        return new ImageSettings(
            properties.GetProperty("ContainerBaseImage").GetString()!,
            properties.GetProperty("ContainerRepository").GetString()!,
            properties.GetProperty("ContainerUser").GetString()!,
            [.. items.GetProperty("ContainerPort").EnumerateArray().Select(port => int.Parse(port.GetProperty("Identity").GetString()!, CultureInfo.InvariantCulture)).Order()],
            items.GetProperty("ContainerEnvironmentVariable").EnumerateArray().ToDictionary(variable => variable.GetProperty("Identity").GetString()!, variable => variable.GetProperty("Value").GetString()!));
    }
}
