namespace Aspire.Hosting.ApplicationModel;

/// <summary>Aspire's rule for resource and endpoint names: 1 to 64 ASCII letters, digits and single hyphens, beginning with a letter, not ending with a hyphen.</summary>
internal static class ResourceNames
{
    public static void ThrowIfInvalid(string name, string what = "Resource")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Length > 64)
        {
            throw Invalid("Name must be between 1 and 64 characters long.");
        }

        if (!char.IsAsciiLetter(name[0]))
        {
            throw Invalid("Name must start with an ASCII letter.");
        }

        if (name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
        {
            throw Invalid("Name must contain only ASCII letters, digits, and hyphens.");
        }

        if (name.Contains("--", StringComparison.Ordinal) || name.EndsWith('-'))
        {
            throw Invalid("Name cannot contain consecutive hyphens or end with a hyphen.");
        }

        ArgumentException Invalid(string rule) => new($"{what} name '{name}' is invalid. {rule}", nameof(name));
    }

    /// <summary>The form of a name that may stand in an environment variable: every other character becomes an underscore.</summary>
    public static string ForEnvironment(string name)
    {
        var encoded = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_'));
        return encoded.Length > 0 && char.IsAsciiDigit(encoded[0]) ? '_' + encoded : encoded;
    }
}
