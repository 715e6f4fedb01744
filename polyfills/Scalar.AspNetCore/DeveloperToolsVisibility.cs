namespace Scalar.AspNetCore;

/// <summary>When the reference shows its developer tools.</summary>
public enum DeveloperToolsVisibility
{
    /// <summary>On every host.</summary>
    Always,

    /// <summary>On localhost alone.</summary>
    Localhost,

    /// <summary>Nowhere.</summary>
    Never,
}
