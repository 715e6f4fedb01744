namespace BoxBox.AppHost;

/// <summary>Which setting gives an endpoint of a resource its port.</summary>
internal sealed record PortSetting(string Endpoint, string Name) : IResourceAnnotation;
