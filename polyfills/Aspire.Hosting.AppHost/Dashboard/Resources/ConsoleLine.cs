namespace Aspire.Hosting.Dashboard.Resources;

/// <summary>One line that a resource wrote.</summary>
/// <param name="Number">Counts up from 1 over all resources, in the order of arrival.</param>
/// <param name="Resource">The id of the replica.</param>
/// <param name="At">Null where the line does not say.</param>
internal sealed record ConsoleLine(long Number, string Resource, DateTimeOffset? At, string Text, bool IsError);
