namespace Aspire.Hosting.Dashboard.Telemetry.Traces;

internal enum TraceOrder
{
    Newest,
    Oldest,
    Slowest,
    Fastest,
    Largest,
}
