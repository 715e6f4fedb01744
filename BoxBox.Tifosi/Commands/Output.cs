using BoxBox.Tifosi.Results;
using Spectre.Console;

namespace BoxBox.Tifosi.Commands;

/// <summary>Where the program writes to.</summary>
/// <param name="Terminal">Where a person looks on; null in a pipe.</param>
internal sealed record Output(TextWriter Out, TextWriter Error, IAnsiConsole? Terminal)
{
    public static Output OfThisProcess() =>
        new(Console.Out, Console.Error, Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb" ? null : AnsiConsole.Console);

    public void Write(string text, Tone tone = Tone.Plain)
    {
        if (Terminal is null) Out.WriteLine(text);
        else Terminal.WriteLine(text, new Style(ColorOf(tone)));
    }

    public int Fail(string reason)
    {
        Error.WriteLine(reason);
        return Exit.Failed;
    }

    private static Color ColorOf(Tone tone) => tone switch
    {
        Tone.Good => Color.Green,
        Tone.Bad => Color.Red,
        Tone.Heading => Color.Yellow,
        _ => Color.Default,
    };
}
