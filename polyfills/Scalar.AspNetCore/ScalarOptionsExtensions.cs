namespace Scalar.AspNetCore;

/// <summary>Sets options one after the other.</summary>
public static class ScalarOptionsExtensions
{
    /// <inheritdoc cref="ScalarOptions.Title" />
    public static ScalarOptions WithTitle(this ScalarOptions options, string title) => Set(options, o => o.Title = title);

    /// <inheritdoc cref="ScalarOptions.OpenApiRoutePattern" />
    public static TOptions WithOpenApiRoutePattern<TOptions>(this TOptions options, string pattern) where TOptions : ScalarOptions =>
        Set(options, o => o.OpenApiRoutePattern = pattern);

    /// <inheritdoc cref="ScalarOptions.Theme" />
    public static TOptions WithTheme<TOptions>(this TOptions options, ScalarTheme theme) where TOptions : ScalarOptions => Set(options, o => o.Theme = theme);

    /// <summary>The page starts dark.</summary>
    public static TOptions EnableDarkMode<TOptions>(this TOptions options) where TOptions : ScalarOptions => Set(options, o => o.DarkMode = true);

    /// <summary>No fonts from the maker's site.</summary>
    public static TOptions DisableDefaultFonts<TOptions>(this TOptions options) where TOptions : ScalarOptions => Set(options, o => o.DefaultFonts = false);

    /// <summary>Nothing is reported to the maker.</summary>
    public static TOptions DisableTelemetry<TOptions>(this TOptions options) where TOptions : ScalarOptions => Set(options, o => o.Telemetry = false);

    /// <inheritdoc cref="ScalarOptions.HideClientButton" />
    public static TOptions HideClientButton<TOptions>(this TOptions options) where TOptions : ScalarOptions => Set(options, o => o.HideClientButton = true);

    /// <inheritdoc cref="ScalarOptions.HideModels" />
    public static TOptions HideModels<TOptions>(this TOptions options) where TOptions : ScalarOptions => Set(options, o => o.HideModels = true);

    /// <summary>No developer tools.</summary>
    public static TOptions HideDeveloperTools<TOptions>(this TOptions options) where TOptions : ScalarOptions =>
        Set(options, o => o.ShowDeveloperTools = DeveloperToolsVisibility.Never);

    private static TOptions Set<TOptions>(TOptions options, Action<TOptions> set)
    {
        ArgumentNullException.ThrowIfNull(options);
        set(options);
        return options;
    }
}
