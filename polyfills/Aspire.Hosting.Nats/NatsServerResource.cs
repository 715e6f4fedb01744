namespace Aspire.Hosting.ApplicationModel;

/// <summary>A NATS server in a container.</summary>
public class NatsServerResource(string name) : ContainerResource(name), IResourceWithConnectionString
{
    private EndpointReference? primaryEndpoint;

    public NatsServerResource(string name, ParameterResource? userName, ParameterResource? password)
        : this(name) => (UserNameParameter, PasswordParameter) = (userName, password);

    public EndpointReference PrimaryEndpoint => primaryEndpoint ??= new EndpointReference(this, "tcp");

    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    public ParameterResource? UserNameParameter { get; set; }

    public ParameterResource? PasswordParameter { get; set; }

    public ReferenceExpression UserNameReference => UserNameParameter is null ? ReferenceExpression.Create($"nats") : ReferenceExpression.Create($"{UserNameParameter}");

    public ReferenceExpression UriExpression => PasswordParameter is null
        ? ReferenceExpression.Create($"nats://{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}")
        : ReferenceExpression.Create($"nats://{UserNameReference:uri}:{PasswordParameter:uri}@{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");

    public ReferenceExpression ConnectionStringExpression => UriExpression;
}
