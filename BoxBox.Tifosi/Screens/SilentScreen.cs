namespace BoxBox.Tifosi.Screens;

/// <summary>For programs, which read the end.</summary>
internal sealed class SilentScreen : IScreen
{
    public Task DuringAsync(Func<Task> run) => run();

    public void Say(string line)
    {
    }

    public void Show(Progress progress)
    {
    }
}
