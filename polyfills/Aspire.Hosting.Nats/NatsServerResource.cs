namespace Aspire.Hosting.ApplicationModel;

/// <summary>A NATS server in a container. Its connection string is <c>nats://user:password@host:port</c>; without a password parameter, it names no user either.</summary>
public class NatsServerResource(string name) : ContainerResource(name), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    public NatsServerResource(string name, ParameterResource? userName, ParameterResource? password) : this(name) =>
        (UserNameParameter, PasswordParameter) = (userName, password);

    public EndpointReference PrimaryEndpoint => field ??= new(this, PrimaryEndpointName);

    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    public ParameterResource? UserNameParameter { get; set; }

    public ParameterResource? PasswordParameter { get; set; }

    /// <summary>The user name parameter, or <c>nats</c> where there is none.</summary>
    public ReferenceExpression UserNameReference =>
        UserNameParameter is null ? ReferenceExpression.Create($"nats") : ReferenceExpression.Create($"{UserNameParameter}");

    /// <summary>The same as <see cref="UriExpression"/>.</summary>
    public ReferenceExpression ConnectionStringExpression => UriExpression;

    /// <summary>The URL with the user and password in it, percent-encoded.</summary>
    public ReferenceExpression UriExpression => (UserNameParameter, PasswordParameter) switch
    {
        (_, null) => ReferenceExpression.Create($"nats://{Address}"),
        (null, var password) => ReferenceExpression.Create($"nats://nats:{password:uri}@{Address}"),
        var (userName, password) => ReferenceExpression.Create($"nats://{userName:uri}:{password:uri}@{Address}"),
    };

    private EndpointReferenceExpression Address => PrimaryEndpoint.Property(EndpointProperty.HostAndPort);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{Host}"));
        yield return new("Port", ReferenceExpression.Create($"{Port}"));
        yield return new("Username", UserNameReference);
        if (PasswordParameter is not null) yield return new("Password", ReferenceExpression.Create($"{PasswordParameter}"));
        yield return new("Uri", UriExpression);
    }
}
