namespace Aspire.Hosting.ApplicationModel;

public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    public int? DisplayOrder;

    public required string Url { get; set; }
    public string? DisplayText { get; set; }
    public EndpointReference? Endpoint { get; init; }
    public UrlDisplayLocation DisplayLocation { get; set; }

    internal ResourceUrlAnnotation For(EndpointReference endpoint) =>
        new() { Url = Url, DisplayText = DisplayText, DisplayOrder = DisplayOrder, DisplayLocation = DisplayLocation, Endpoint = endpoint };
}
