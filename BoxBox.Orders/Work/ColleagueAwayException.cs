namespace BoxBox.Orders.Work;

/// <summary>Somebody whom the work needs sleeps, is busy or cannot be reached. The order is not at fault: it is given back, and no failure is counted.</summary>
public sealed class ColleagueAwayException(string message, Exception? inner = null) : Exception(message, inner);
