namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>What became of the items of one request.</summary>
/// <param name="Problem">Why the first refused item was refused; empty where none was.</param>
internal readonly record struct Received(int Taken, int Refused, string Problem)
{
    /// <summary>OTLP: nothing of the request was any good, and sending it again would not help.</summary>
    public bool IsBadData => Taken == 0 && Refused > 0;
}
