namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names of the properties in a snapshot of a resource that runs as a process.</summary>
internal static class KnownProperties
{
    public const string ExecutablePath = "executable.path";
    public const string ExecutableWorkDir = "executable.workDir";
    public const string ExecutableArgs = "executable.args";
    public const string ExecutablePid = "executable.pid";
    public const string ProjectPath = "project.path";
    public const string ExitCode = "resource.exitCode";
}
