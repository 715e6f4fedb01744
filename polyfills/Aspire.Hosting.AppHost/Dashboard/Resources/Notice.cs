namespace Aspire.Hosting.Dashboard.Resources;

/// <summary>What became of a command, for the page after it.</summary>
internal sealed record Notice(long Number, bool IsError, string Text);
