namespace BoxBox.Orders.Stream;

/// <summary>The error codes of JetStream's API that mean something to us, from the server's list of errors.</summary>
internal static class JetStreamErrors
{
    public static bool IsMessageNotFound(ApiError error) => error.ErrCode == 10037;
    public static bool IsStreamNotFound(ApiError error) => error.ErrCode == 10059;

    /// <summary>The subject already has a message, where the publisher expected none.</summary>
    public static bool IsWrongLastSequence(ApiError error) => error.ErrCode == 10071;
}
