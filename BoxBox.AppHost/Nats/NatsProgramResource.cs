namespace BoxBox.AppHost.Nats;

/// <summary>NATS as the <c>nats-server</c> program on the PATH, for machines without containers.</summary>
internal sealed class NatsProgramResource(string name, string program, string workingDirectory, ParameterResource password)
    : ExecutableResource(name, program, workingDirectory), IResourceWithConnectionString
{
    public const string UserName = "boxbox";

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"nats://{UserName}:{password}@{new EndpointReference(this, "nats").Property(EndpointProperty.HostAndPort)}");
}
