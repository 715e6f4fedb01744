namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that nothing starts or stops, such as a parameter.</summary>
public interface IResourceWithoutLifetime : IResource;
