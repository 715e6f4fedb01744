using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Values as they were written; resolves them all, and keeps the errors of those that cannot be.</summary>
internal sealed class GatheredConfiguration : IExecutionConfigurationGathererContext
{
    private readonly List<IExecutionConfigurationData> data = [];

    public List<object> Arguments { get; } = [];

    public Dictionary<string, object> EnvironmentVariables { get; } = [];

    public void AddAdditionalData(IExecutionConfigurationData metadata) => data.Add(metadata);

    public async Task<IExecutionConfigurationResult> ResolveAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        var errors = new List<Exception>();
        var arguments = new List<(object, string, bool)>();
        foreach (var written in Arguments)
        {
            if (await ResolveAsync(written, "an argument", context, errors, cancellationToken).ConfigureAwait(false) is { } value)
            {
                arguments.Add((written, value, IsSensitive(written)));
            }
        }

        var variables = new List<KeyValuePair<string, (object, string)>>();
        foreach (var (name, written) in EnvironmentVariables)
        {
            if (await ResolveAsync(written, $"the environment variable '{name}'", context, errors, cancellationToken).ConfigureAwait(false) is { } value)
            {
                variables.Add(new(name, (written, value)));
            }
        }

        return new ResolvedConfiguration(arguments, variables, data, errors.Count switch { 0 => null, 1 => errors[0], _ => new AggregateException(errors) });
    }

    private static async Task<string?> ResolveAsync(object written, string what, ValueProviderContext context, List<Exception> errors, CancellationToken cancellationToken)
    {
        try
        {
            return written switch
            {
                string text => text,
                IResourceBuilder<IResource> { Resource: IValueProvider resource } => await resource.GetValueAsync(context, cancellationToken).ConfigureAwait(false),
                IValueProvider provider => await provider.GetValueAsync(context, cancellationToken).ConfigureAwait(false),
                _ => Convert.ToString(written, CultureInfo.InvariantCulture),
            };
        }
        catch (Exception error) when (error is DistributedApplicationException or InvalidOperationException)
        {
            errors.Add(new DistributedApplicationException($"Failed to get the value of {what} of resource '{context.Caller?.Name}': {error.Message}", error));
            return null;
        }
    }

    private static bool IsSensitive(object written) => written is ParameterResource { Secret: true } or ConnectionStringReference or IResourceWithConnectionString;
}
