namespace Aspire.Hosting.Orchestration;

/// <summary>What to start.</summary>
/// <param name="Command">A path, or a program on the PATH.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="WorkingDirectory">An absolute path.</param>
/// <param name="Environment">Variables on top of the app host's own.</param>
internal sealed record ChildProcessSpec(
    string Command, IReadOnlyList<string> Arguments, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment);
