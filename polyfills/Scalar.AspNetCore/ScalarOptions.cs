namespace Scalar.AspNetCore;

/// <summary>How the API reference looks and where its documents are.</summary>
public class ScalarOptions
{
    /// <summary>The page's title; <c>{documentName}</c> in it is replaced.</summary>
    public string? Title { get; set; } = "Scalar API Reference";

    /// <summary>The documents' route; <c>{documentName}</c> in it is replaced, by <c>v1</c> where the page's address names none.</summary>
    public string? OpenApiRoutePattern { get; set; } = "/openapi/{documentName}.json";

    /// <summary>The colours.</summary>
    public ScalarTheme? Theme { get; set; }

    /// <summary>Whether the page starts dark; by default it follows the visitor's system.</summary>
    public bool? DarkMode { get; set; }

    /// <summary>Whether fonts are loaded from the maker's site; the browser bundle's default is yes.</summary>
    public bool? DefaultFonts { get; set; }

    /// <summary>Whether usage is reported to the maker; the browser bundle's default is yes.</summary>
    public bool? Telemetry { get; set; }

    /// <summary>Whether the button that leads to the maker's own client is left out.</summary>
    public bool? HideClientButton { get; set; }

    /// <summary>Whether the list of models is left out.</summary>
    public bool? HideModels { get; set; }

    /// <summary>When the developer tools are shown.</summary>
    public DeveloperToolsVisibility? ShowDeveloperTools { get; set; }
}
