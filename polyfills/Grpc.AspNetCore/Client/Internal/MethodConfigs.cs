using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace Grpc.Net.Client.Internal;

/// <summary>Finds the retry rules of a method: its own, its service's, or those of all methods.</summary>
internal sealed class MethodConfigs
{
    private readonly Dictionary<(string? Service, string? Method), RetryRules?> _rules = [];

    public MethodConfigs(ServiceConfig? config, int? maxAttempts)
    {
        foreach (var method in config?.MethodConfigs ?? [])
        {
            if (method.HedgingPolicy is not null) throw new NotSupportedException(Unsupported.Hedging);
            var rules = method.RetryPolicy is null ? null : RetryRules.Create(method.RetryPolicy, maxAttempts);
            foreach (var name in method.Names)
                Add(name, rules);
        }
    }

    public RetryRules? Find(IMethod method) =>
        _rules.TryGetValue((method.ServiceName, method.Name), out var rules)
        || _rules.TryGetValue((method.ServiceName, null), out rules)
        || _rules.TryGetValue((null, null), out rules)
            ? rules
            : null;

    private void Add(MethodName name, RetryRules? rules)
    {
        var key = (NullIfEmpty(name.Service), NullIfEmpty(name.Method));
        if (key is (null, not null)) throw new InvalidOperationException($"The method name '{name.Method}' in the service config needs its service.");
        if (!_rules.TryAdd(key, rules)) throw new InvalidOperationException($"The service config names '{name.Service}/{name.Method}' twice.");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
