using k8s;
using k8s.Models;

namespace BoxBox.Tests.Fixtures.Deploy;

/// <summary>What <c>kubectl kustomize</c> makes of a folder of <c>deploy/kubernetes</c>, read as strictly as Kubernetes reads it.</summary>
internal sealed class Manifests
{
    private static readonly Lazy<bool> KubectlIsHere = new(() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "kubectl"))));

    private readonly IReadOnlyList<object> _all;

    private Manifests(IReadOnlyList<object> all) => _all = all;

    public IEnumerable<V1Deployment> Deployments => Of<V1Deployment>();

    /// <exception cref="InvalidOperationException">kubectl refuses it.</exception>
    public static async Task<Manifests> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(KubectlIsHere.Value, "There is no kubectl on the PATH.");
        return new Manifests(ReadStrictly(await KustomizeAsync(Repository.Folder("deploy", "kubernetes", folder), cancellationToken)));
    }

    /// <summary>A field that Kubernetes does not know is refused.</summary>
    public static IReadOnlyList<object> ReadStrictly(string yaml) => KubernetesYaml.LoadAllFromString(yaml, strict: true);

    public IEnumerable<T> Of<T>() => _all.OfType<T>();

    /// <summary>Whom a selector finds, among the pods of the deployments.</summary>
    public IEnumerable<V1Deployment> SelectedBy(IDictionary<string, string> labels) =>
        Deployments.Where(deployment => labels.All(label => deployment.Spec.Template.Metadata.Labels.Contains(label)));

    private static async Task<string> KustomizeAsync(string folder, CancellationToken cancellationToken)
    {
        using var kubectl = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (yaml, complaint) = (kubectl.StandardOutput.ReadToEndAsync(cancellationToken), kubectl.StandardError.ReadToEndAsync(cancellationToken));
        await kubectl.WaitForExitAsync(cancellationToken);
        return kubectl.ExitCode == 0 ? await yaml : throw new InvalidOperationException(await complaint);
    }
}
