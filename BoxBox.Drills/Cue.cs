namespace BoxBox.Drills;

/// <summary>Something that a person does at once when he is given the cue, e.g. <c>sleep</c>; given only where drills are on.</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="Give">Lets him do it; returns at once.</param>
public sealed record Cue(string Name, Action Give);
