using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value from the chosen character classes, each at least as often as its minimum says.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    // Without characters that are easily confused (I, l, O, 0 …) and without ones that need escaping in URLs and shells.
    private const string LowerCharacters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCharacters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string NumericCharacters = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    public int MinLength { get; set; } = 22;
    public bool Lower { get; set; } = true;
    public bool Upper { get; set; } = true;
    public bool Numeric { get; set; } = true;
    public bool Special { get; set; } = true;
    public int MinLower { get; set; }
    public int MinUpper { get; set; }
    public int MinNumeric { get; set; }
    public int MinSpecial { get; set; }

    public override string GetDefaultValue()
    {
        (bool Enabled, int Minimum, string Characters)[] classes =
        [
            (Lower, MinLower, LowerCharacters), (Upper, MinUpper, UpperCharacters),
            (Numeric, MinNumeric, NumericCharacters), (Special, MinSpecial, SpecialCharacters),
        ];
        var enabled = classes.Where(c => c.Enabled).ToArray();
        if (enabled.Length == 0)
        {
            throw new InvalidOperationException("At least one of Lower, Upper, Numeric and Special must be set to generate a value.");
        }

        var value = new List<char>();
        foreach (var (_, minimum, characters) in enabled)
        {
            value.AddRange(RandomNumberGenerator.GetItems<char>(characters, minimum));
        }

        var all = string.Concat(enabled.Select(c => c.Characters));
        value.AddRange(RandomNumberGenerator.GetItems<char>(all, Math.Max(0, MinLength - value.Count)));
        var shuffled = value.ToArray();
        RandomNumberGenerator.Shuffle<char>(shuffled);
        return new string(shuffled);
    }
}
