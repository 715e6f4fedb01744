namespace Aspire.Hosting.ApplicationModel;

/// <summary>The arguments and environment variables of a resource, as they are and as they were written.</summary>
public interface IExecutionConfigurationResult
{
    IEnumerable<object> References { get; }

    IEnumerable<(object Unprocessed, string Processed, bool IsSensitive)> ArgumentsWithUnprocessed { get; }

    IEnumerable<KeyValuePair<string, (object Unprocessed, string Processed)>> EnvironmentVariablesWithUnprocessed { get; }

    IEnumerable<(string Value, bool IsSensitive)> Arguments { get; }

    IEnumerable<KeyValuePair<string, string>> EnvironmentVariables { get; }

    IEnumerable<IExecutionConfigurationData> AdditionalConfigurationData { get; }

    /// <summary>What went wrong with a value; null where nothing did.</summary>
    Exception? Exception { get; }
}
