namespace BoxBox.Orders.Stream;

/// <summary>How the stream keeps its messages and hands them out; section <c>Orders</c>.</summary>
public sealed class OrdersOptions
{
    public const string Section = "Orders";

    /// <summary>On how many NATS servers each message is kept: 1, 3 or 5; more than 1 needs a cluster. Default 1.</summary>
    [AllowedValues(1, 3, 5, ErrorMessage = "{0} must be 1, 3 or 5: a majority of the servers confirms, and an even one more adds none that may fail.")]
    public int Replicas { get; set; } = 1;

    /// <summary>How long a message is kept, e.g. <c>7.00:00:00</c>; at least the duplicate window of 2 minutes. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:02:00", "3650.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How many bytes the stream may hold on each server, from 1 MiB; default none: what the server has room for. The gateway refuses new orders (503)
    /// where 90 % of it are taken by what is stored and by the steps that accepted orders have still before them; the rest is for what they may need beyond that.
    /// </summary>
    [Range(1L << 20, long.MaxValue)]
    public long? MaxBytes { get; set; }

    /// <summary>How long a worker may be silent about a message before it is delivered to a colleague, from 1 to 3600; default 30.</summary>
    [Range(1d, 3600d)]
    public double AckWaitInSeconds { get; set; } = 30;

    /// <summary>
    /// The longest that an order which was given back rests before it comes again, from 0.1 to 3600; default 15. It begins at 1 and doubles with every time.
    /// </summary>
    [Range(0.1, 3600d)]
    public double LongestGiveBackInSeconds { get; set; } = 15;

    internal TimeSpan AckWait => TimeSpan.FromSeconds(AckWaitInSeconds);
    internal TimeSpan LongestGiveBack => TimeSpan.FromSeconds(LongestGiveBackInSeconds);
}

[OptionsValidator]
internal sealed partial class OrdersOptionsValidator : IValidateOptions<OrdersOptions>;
