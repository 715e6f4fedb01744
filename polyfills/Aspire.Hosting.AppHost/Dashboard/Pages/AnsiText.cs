using System.Text.RegularExpressions;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>Console text with its colours (ECMA-48's SGR codes 1, 30–37 and 90–97); every other control sequence is left out.</summary>
internal static partial class AnsiText
{
    private const char Escape = '\u001b';

    public static Html Render(string text)
    {
        if (!text.Contains(Escape, StringComparison.Ordinal))
        {
            return $"{text}";
        }

        var parts = new List<Html>();
        var (colour, bold, from) = ("", "", 0);
        foreach (Match code in ControlSequence().Matches(text))
        {
            parts.Add(Run(text[from..code.Index], colour, bold));
            from = code.Index + code.Length;
            if (code.Groups["sgr"].Success)
            {
                (colour, bold) = Apply(code.Groups["sgr"].Value, colour, bold);
            }
        }

        parts.Add(Run(text[from..], colour, bold));
        return $"{parts}";
    }

    public static string Strip(string text) => text.Contains(Escape, StringComparison.Ordinal) ? ControlSequence().Replace(text, "") : text;

    private static Html Run(string text, string colour, string bold) =>
        text.Length == 0 ? Html.Empty : colour.Length + bold.Length == 0 ? Html.Text(text) : $"""<span class="{colour} {bold}">{text}</span>""";

    private static (string Colour, string Bold) Apply(string codes, string colour, string bold)
    {
        foreach (var code in codes.Split(';'))
        {
            (colour, bold) = (code.Length == 0 ? 0 : int.TryParse(code, out var number) ? number : -1) switch
            {
                0 => ("", ""),
                1 => (colour, "bold"),
                22 => (colour, ""),
                39 => ("", bold),
                >= 30 and <= 37 and var dark => ($"ansi{dark - 30}", bold),
                >= 90 and <= 97 and var bright => ($"ansi{bright - 90}", bold),
                _ => (colour, bold),
            };
        }

        return (colour, bold);
    }

    [GeneratedRegex(@"\u001b(\[(?<sgr>[0-9;]*)m|\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(\u0007|\u001b\\)?|[@-_])")]
    private static partial Regex ControlSequence();
}
