namespace BoxBox.Maestro;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "The Maestro goes to lunch")]
    public static partial void Lunch(ILogger logger);

    [LoggerMessage(LogLevel.Information, "The {Break} is cut short: the shift ends")]
    public static partial void BreakCutShort(ILogger logger, string @break);

    [LoggerMessage(LogLevel.Information, "Order {OrderId}: pizza {Attempt} of at most {MostBurnt} burnt")]
    public static partial void PizzaBurnt(ILogger logger, Guid orderId, int attempt, int mostBurnt);

    [LoggerMessage(LogLevel.Error, "{Setting}:Address is {Address}, and nobody knows a host {Host} ({Reason}): is it misspelt?")]
    public static partial void NobodyKnows(ILogger logger, string setting, string address, string host, string reason);
}
