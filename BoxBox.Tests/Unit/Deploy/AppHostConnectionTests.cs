using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using BoxBox.Tests.Fixtures.Hosting;

namespace BoxBox.Tests.Unit.Deploy;

public sealed class AppHostConnectionTests
{
    [Fact(Timeout = 60_000)]
    public async Task Of_the_section_Nats_each_service_gets_how_to_connect_and_not_where_our_own_listens()
    {
        await using var app = await AppUnderTest.BoxBoxAsync(
            "--Containers=false", "--Nats:Port=4333", "--Nats:MonitoringPort=8333", "--Nats:Token=ferrari", "--Nats:CredsFile=/run/user.creds", "--Nats:Tls:CaFile=/run/ca.pem", "--Nats:Tls:CertFile=/run/tls.crt", "--Nats:Tls:KeyFile=/run/tls.key");

        // The fans order over HTTP, as everybody does.
        foreach (var service in app.Resources.OfType<ProjectResource>().Where(project => project.Name != "tifosi"))
        {
            var context = new EnvironmentCallbackContext(new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run), service, cancellationToken: TestContext.Current.CancellationToken);
            foreach (var callback in service.Annotations.OfType<EnvironmentCallbackAnnotation>())
                await callback.Callback(context);
            Assert.Equal(
                ["Nats__CredsFile", "Nats__Tls__CaFile", "Nats__Tls__CertFile", "Nats__Tls__KeyFile", "Nats__Token"],
                context.EnvironmentVariables.Keys.Where(name => name.StartsWith("Nats__", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal));
        }
    }
}
