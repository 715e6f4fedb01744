namespace Aspire.Hosting;

using Aspire.Hosting.ApplicationModel;

/// <summary>A service that runs elsewhere.</summary>
public sealed class ExternalServiceResource : Resource
{
    public ExternalServiceResource(string name, Uri uri)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || uri.AbsolutePath != "/")
        {
            throw new ArgumentException("The URI of an external service must be absolute, with the path \"/\".", nameof(uri));
        }

        Uri = uri;
    }

    public Uri? Uri { get; }
}
