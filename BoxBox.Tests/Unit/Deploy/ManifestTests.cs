using System.Text.RegularExpressions;
using BoxBox.ServiceDefaults;
using BoxBox.Tests.Fixtures.Deploy;
using k8s;
using k8s.Models;

namespace BoxBox.Tests.Unit.Deploy;

/// <summary>What can be known of <c>deploy/kubernetes</c> without a cluster.</summary>
public sealed partial class ManifestTests
{
    private static readonly string[] Services = ["fattorino", "fornaio", "maestro", "paddock-gateway", "panettiere"];

    public static TheoryData<string> Folders => ["base", "overlays/cluster"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Folders))]
    public async Task All_five_run_and_each_has_a_disruption_budget_of_its_own(string folder)
    {
        var manifests = await Manifests.LoadAsync(folder, TestContext.Current.CancellationToken);

        Assert.Equal(Services, manifests.Deployments.Select(deployment => deployment.Metadata.Name).Order());
        Assert.All(manifests.Deployments, deployment => Assert.Equal([deployment], manifests.SelectedBy(deployment.Spec.Selector.MatchLabels)));
        var budgets = manifests.Of<V1PodDisruptionBudget>().Select(budget => manifests.SelectedBy(budget.Spec.Selector.MatchLabels).Single().Metadata.Name);
        Assert.Equal(Services, budgets.Order());
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Folders))]
    public async Task Every_port_that_something_leads_to_is_a_containers(string folder)
    {
        var manifests = await Manifests.LoadAsync(folder, TestContext.Current.CancellationToken);

        foreach (var service in manifests.Of<V1Service>())
        {
            var ports = ContainerOf(Assert.Single(manifests.SelectedBy(service.Spec.Selector))).Ports.Select(port => port.Name);
            Assert.All(service.Spec.Ports, port => Assert.Contains(port.TargetPort.Value, ports));
        }

        var backend = Assert.Single(Assert.Single(Assert.Single(manifests.Of<V1Ingress>()).Spec.Rules).Http.Paths).Backend.Service;
        Assert.Contains(backend.Port.Name, manifests.Of<V1Service>().Single(service => service.Metadata.Name == backend.Name).Spec.Ports.Select(port => port.Name));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Folders))]
    public async Task Every_probe_asks_a_path_that_the_services_have_at_a_port_of_the_container(string folder)
    {
        var manifests = await Manifests.LoadAsync(folder, TestContext.Current.CancellationToken);

        foreach (var container in manifests.Deployments.Select(ContainerOf))
        {
            Assert.Equal(ServiceDefaultsExtensions.LivenessPath, container.StartupProbe.HttpGet.Path);
            Assert.Equal(ServiceDefaultsExtensions.LivenessPath, container.LivenessProbe.HttpGet.Path);
            Assert.Equal(ServiceDefaultsExtensions.ReadinessPath, container.ReadinessProbe.HttpGet.Path);
            V1Probe[] probes = [container.StartupProbe, container.LivenessProbe, container.ReadinessProbe];
            Assert.All(probes, probe => Assert.Contains(probe.HttpGet.Port.Value, container.Ports.Select(port => port.Name)));
        }
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Folders))]
    public async Task Every_variable_is_a_setting_that_the_service_knows(string folder)
    {
        var manifests = await Manifests.LoadAsync(folder, TestContext.Current.CancellationToken);

        foreach (var deployment in manifests.Deployments)
        {
            var variables = ContainerOf(deployment).Env;
            // One that only stands in another's value has a name of our choice.
            var settings = variables.Where(variable => !variables.Any(other => other.Value?.Contains($"$({variable.Name})", StringComparison.Ordinal) == true));
            var project = string.Concat(deployment.Metadata.Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            var known = KnownSettings.Of(project);
            Assert.All(settings, variable => Assert.Contains(KnownSettings.NameOf(variable.Name), known));
        }

        // The ConfigMap is everybody's: somebody knows each.
        var all = KnownSettings.All.ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(manifests.Of<V1ConfigMap>().Single().Data.Keys, key => Assert.Contains(KnownSettings.NameOf(key), all));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Folders))]
    public async Task Every_key_of_a_ConfigMap_or_Secret_is_there(string folder)
    {
        var manifests = await Manifests.LoadAsync(folder, TestContext.Current.CancellationToken);
        var page = await File.ReadAllTextAsync(Repository.Folder("docs", "deploy.md"), TestContext.Current.CancellationToken);
        var made = SecretMade().Match(page);
        var values = await File.ReadAllTextAsync(Repository.Folder("deploy", "kubernetes", "nats-values.yaml"), TestContext.Current.CancellationToken);

        foreach (var container in manifests.Deployments.Select(ContainerOf))
        {
            var map = Assert.Single(container.EnvFrom).ConfigMapRef.Name;
            Assert.Contains(manifests.Of<V1ConfigMap>(), candidate => candidate.Metadata.Name == map);
            var secret = Assert.Single(container.Env, variable => variable.ValueFrom?.SecretKeyRef is not null).ValueFrom.SecretKeyRef;
            Assert.Equal((made.Groups["name"].Value, made.Groups["key"].Value), (secret.Name, secret.Key));
            Assert.Equal(2, Regex.Count(values, $@"secretKeyRef:\s+name: {secret.Name}\s+key: {secret.Key}\s"));
        }
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Folders))]
    public async Task Everybody_has_room_to_grow_and_time_to_end_and_may_do_nothing_else(string folder)
    {
        var manifests = await Manifests.LoadAsync(folder, TestContext.Current.CancellationToken);

        foreach (var deployment in manifests.Deployments)
        {
            var (pod, container) = (deployment.Spec.Template.Spec, ContainerOf(deployment));
            Assert.All(["cpu", "memory"], what => Assert.True(container.Resources.Limits[what].ToDecimal() > container.Resources.Requests[what].ToDecimal()));
            Assert.True(pod.TerminationGracePeriodSeconds > 10 + container.Lifecycle.PreStop.Sleep.Seconds);
            Assert.Equal((false, true, 1654), (pod.AutomountServiceAccountToken, pod.SecurityContext.RunAsNonRoot, pod.SecurityContext.RunAsUser));
            var may = container.SecurityContext;
            Assert.Equal((true, false, "ALL"), (may.ReadOnlyRootFilesystem, may.AllowPrivilegeEscalation, Assert.Single(may.Capabilities.Drop)));
        }
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Folders))]
    public async Task From_outside_only_the_gateway_is_reached_and_the_colleagues_only_by_the_Maestro(string folder)
    {
        var manifests = await Manifests.LoadAsync(folder, TestContext.Current.CancellationToken);
        var policies = manifests.Of<V1NetworkPolicy>().ToDictionary(policy => policy.Metadata.Name, policy => policy.Spec);

        Assert.Equal(Services.Length, manifests.SelectedBy(policies["nobody-by-default"].PodSelector.MatchLabels).Count());
        Assert.Null(policies["nobody-by-default"].Ingress);
        var open = policies.Values.Where(policy => policy.Ingress?.Any(rule => rule.FromProperty is null) == true);
        Assert.Equal("paddock-gateway", Assert.Single(manifests.SelectedBy(Assert.Single(open).PodSelector.MatchLabels)).Metadata.Name);
        var colleagues = policies["the-maestro-to-his-colleagues"];
        Assert.Equal(["panettiere", "fornaio"], Assert.Single(colleagues.PodSelector.MatchExpressions).Values);
        var caller = Assert.Single(Assert.Single(colleagues.Ingress).FromProperty);
        Assert.Equal("maestro", Assert.Single(manifests.SelectedBy(caller.PodSelector.MatchLabels)).Metadata.Name);
    }

    [Fact(Timeout = 60_000)]
    public async Task NATS_is_three_servers_on_three_nodes_with_the_user_of_the_connection_string()
    {
        var values = await ValuesAsync(TestContext.Current.CancellationToken);
        var manifests = await Manifests.LoadAsync("base", TestContext.Current.CancellationToken);

        var user = new Uri(ContainerOf(manifests.Deployments.First()).Env.Single(variable => variable.Name == "ConnectionStrings__nats").Value.Replace("$(NATS_PASSWORD)", "password", StringComparison.Ordinal)).UserInfo.Split(':')[0];
        Assert.Equal((user, "<< $NATS_PASSWORD >>"), (At(values, "config", "merge", "authorization", "user"), At(values, "config", "merge", "authorization", "password")));
        Assert.Equal(("True", "3", "True"), (At(values, "config", "cluster", "enabled"), At(values, "config", "cluster", "replicas"), At(values, "config", "jetstream", "enabled")));
        Assert.Equal("DoNotSchedule", At(values, "podTemplate", "topologySpreadConstraints", "kubernetes.io/hostname", "whenUnsatisfiable"));
    }

    [Fact]
    public void A_field_that_Kubernetes_does_not_know_is_refused() =>
        Assert.ThrowsAny<Exception>(() => Manifests.ReadStrictly("apiVersion: v1\nkind: Service\nmetadata:\n  name: misspelt\nspec:\n  clusterIp: None\n"));

    private static async Task<object> ValuesAsync(CancellationToken cancellationToken) =>
        KubernetesYaml.Deserialize<Dictionary<object, object>>(await File.ReadAllTextAsync(Repository.Folder("deploy", "kubernetes", "nats-values.yaml"), cancellationToken));

    private static string At(object values, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
            values = ((IDictionary<object, object>)values)[key];
        return $"{values}";
    }

    private static V1Container ContainerOf(V1Deployment deployment) => Assert.Single(deployment.Spec.Template.Spec.Containers);

    [GeneratedRegex(@"kubectl create secret generic (?<name>[\w-]+) --namespace box-box --from-literal=(?<key>\w+)=")]
    private static partial Regex SecretMade();
}
