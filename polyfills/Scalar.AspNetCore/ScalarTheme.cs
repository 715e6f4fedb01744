namespace Scalar.AspNetCore;

/// <summary>The browser bundle's own colour themes.</summary>
public enum ScalarTheme
{
    None,
    Alternate,
    Default,
    Moon,
    Purple,
    Solarized,
    BluePlanet,
    Saturn,
    Kepler,
    Mars,
    DeepSpace,
    Laserwave,
}
