namespace BoxBox.Orders.Connection;

/// <summary>The file is there and may be read, or no file is named.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ReadableFileAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not string { Length: > 0 } path)
            return ValidationResult.Success;
        try
        {
            File.OpenRead(path).Dispose();
            return ValidationResult.Success;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new ValidationResult($"The file of {validationContext.DisplayName} cannot be read: {error.Message}");
        }
    }
}
