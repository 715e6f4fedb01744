using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard.Resources;

/// <summary>What the pages say about a resource.</summary>
internal static partial class ResourceText
{
    /// <summary>success, warn, error or none: which colour the state has.</summary>
    public static string Tone(CustomResourceSnapshot snapshot) => snapshot.State switch
    {
        { Style: { Length: > 0 } style } when style is "success" or "warn" or "error" or "info" => style,
        { Text: "Running" or "Active" } => snapshot.HealthStatus is null or Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy ? "success" : "warn",
        { Text: "FailedToStart" or "RuntimeUnhealthy" } => "error",
        { Text: "Exited" or "Finished" } => snapshot.ExitCode is null or 0 ? "none" : "error",
        { Text: "Starting" or "Waiting" or "Stopping" or "Building" } => "info",
        _ => "none",
    };

    public static string State(CustomResourceSnapshot snapshot) => (snapshot.State?.Text, snapshot.ExitCode) switch
    {
        (null or "", _) => "Unknown",
        ("Exited" or "Finished", { } code) => $"{snapshot.State!.Text} ({code.ToString(CultureInfo.InvariantCulture)})",
        ("FailedToStart", _) => "Failed to start",
        ("NotStarted", _) => "Not started",
        ("RuntimeUnhealthy", _) => "Runtime unhealthy",
        var (text, _) => text,
    };

    /// <summary>Where the resource comes from: a project's file, a program, or what it says itself.</summary>
    public static string Source(ResourceEvent resource) => resource.Resource is ProjectResource project
        ? Path.GetFileName(project.GetProjectMetadata().ProjectPath)
        : Property(resource.Snapshot, "executable.path") is { Length: > 0 } program ? Path.GetFileName(program)
        : Property(resource.Snapshot, CustomResourceKnownProperties.Source);

    public static string Value(object? value) => value switch
    {
        null => "",
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => string.Join(' ', list.Cast<object?>().Select(Value)),
        _ => value.ToString() ?? "",
    };

    /// <summary>Whether a value is none of a bystander's business: by the variable's name, or a password in an address.</summary>
    public static bool IsSecret(string name, string? value) => SecretName().IsMatch(name) || PasswordInAddress().IsMatch(value ?? "");

    private static string Property(CustomResourceSnapshot snapshot, string name) =>
        Value(snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value);

    [GeneratedRegex("password|passwd|pwd|secret|token|api.?key|credential|connectionstring|private|otlp_headers|_key$|^key$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"://[^/\s:@]*:[^/\s@]+@|(password|pwd|api-key)=", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordInAddress();
}
