using System.Globalization;
using System.Text;

namespace BoxBox.PaddockGateway.Ordering;

/// <summary>Tells text that a person can read from text that only looks like nothing.</summary>
internal static class Readable
{
    public static bool HasControlCharacter(string text) => text.Any(char.IsControl);

    /// <summary>Whether at least one character shows.</summary>
    public static bool Shows(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Shows(rune))
                return true;
        }

        return false;
    }

    private static bool Shows(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format && !IsFiller(rune.Value);

    /// <summary>Letters, marks and symbols that are drawn as nothing: Unicode's Default_Ignorable_Code_Point beyond the format characters, and the empty Braille pattern.</summary>
    private static bool IsFiller(int codePoint) => codePoint is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
