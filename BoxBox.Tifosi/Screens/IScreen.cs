namespace BoxBox.Tifosi.Screens;

/// <summary>Where a run shows how it goes: a terminal, a pipe, or nowhere.</summary>
internal interface IScreen
{
    /// <summary>Shows for as long as the run takes.</summary>
    Task DuringAsync(Func<Task> run);

    /// <summary>The story turns, or something is worth a line of its own.</summary>
    void Say(string line);

    void Show(Progress progress);
}
