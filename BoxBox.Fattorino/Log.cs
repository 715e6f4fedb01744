namespace BoxBox.Fattorino;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Debug, "The Fattorino rides off with {Pizzas} pizzas")]
    public static partial void RidesOff(ILogger logger, int pizzas);

    [LoggerMessage(LogLevel.Information, "The Fattorino got lost: the trip takes {Factor} times longer")]
    public static partial void Lost(ILogger logger, double factor);

    [LoggerMessage(LogLevel.Information, "The trip is cut short: the shift is over, and {Pizzas} pizzas go back")]
    public static partial void TripCutShort(ILogger logger, int pizzas);
}
