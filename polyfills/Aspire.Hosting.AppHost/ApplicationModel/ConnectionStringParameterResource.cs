namespace Aspire.Hosting.ApplicationModel;

/// <summary>A connection string that comes from the configuration: <c>ConnectionStrings:&lt;name&gt;</c>.</summary>
internal sealed class ConnectionStringParameterResource(string name, Func<ParameterDefault?, string> callback, string? environmentVariableName)
    : ParameterResource(name, callback, secret: true), IResourceWithConnectionString
{
    public string? ConnectionStringEnvironmentVariable { get; } = environmentVariableName;

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{this}");
}
