namespace BoxBox.ServiceDefaults.People;

/// <summary>How the places stood at one moment.</summary>
/// <param name="Holders">The orders that have a place, in the order in which they got it.</param>
/// <param name="Waiting">How many stand in line.</param>
/// <param name="IsClosing">They close as soon as nobody has one any more.</param>
/// <param name="IsClosed">Nobody gets one.</param>
public readonly record struct PlacesNow(IReadOnlyList<string> Holders, int Waiting, bool IsClosing, bool IsClosed);
