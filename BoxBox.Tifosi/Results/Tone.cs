namespace BoxBox.Tifosi.Results;

internal enum Tone
{
    Plain,
    Heading,
    Good,
    Bad,
}
