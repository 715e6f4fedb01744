namespace Aspire.Hosting.ApplicationModel;

internal sealed record ResolvedConfiguration(
    IEnumerable<(object Unprocessed, string Processed, bool IsSensitive)> ArgumentsWithUnprocessed,
    IEnumerable<KeyValuePair<string, (object Unprocessed, string Processed)>> EnvironmentVariablesWithUnprocessed,
    IEnumerable<IExecutionConfigurationData> AdditionalConfigurationData,
    Exception? Exception) : IExecutionConfigurationResult
{
    public IEnumerable<object> References =>
        ArgumentsWithUnprocessed.Select(a => a.Unprocessed).Concat(EnvironmentVariablesWithUnprocessed.Select(v => v.Value.Unprocessed)).Where(value => value is not string);

    public IEnumerable<(string Value, bool IsSensitive)> Arguments => ArgumentsWithUnprocessed.Select(a => (a.Processed, a.IsSensitive));

    public IEnumerable<KeyValuePair<string, string>> EnvironmentVariables => EnvironmentVariablesWithUnprocessed.Select(v => KeyValuePair.Create(v.Key, v.Value.Processed));
}
