using System.Diagnostics;

namespace OpenTelemetry.Instrumentation.Http;

/// <summary>Filters and enriches the spans that the framework makes; since .NET 9 it names and tags them itself.</summary>
internal sealed class HttpClientListener(HttpClientTraceInstrumentationOptions options)
    : DiagnosticSubscription("HttpHandlerDiagnosticListener", Activities, Start, Stop, Failed)
{
    // The listener asks whether its activity is wanted before it sends any event of it.
    private const string Activities = "System.Net.Http.HttpRequestOut";
    private const string Start = "System.Net.Http.HttpRequestOut.Start";
    private const string Stop = "System.Net.Http.HttpRequestOut.Stop";
    private const string Failed = "System.Net.Http.Exception";

    protected override void OnEvent(string name, Activity activity, object payload)
    {
        if (!activity.IsAllDataRequested) return;
        switch (name)
        {
            case Start when Read<HttpRequestMessage>(payload, "Request") is { } request:
                if (Admit(activity, options.FilterHttpRequestMessage, request)) Enrich(activity, options.EnrichWithHttpRequestMessage, request);
                break;
            case Stop when Read<HttpResponseMessage>(payload, "Response") is { } response:
                Enrich(activity, options.EnrichWithHttpResponseMessage, response);
                break;
            case Failed when Read<Exception>(payload, "Exception") is { } error:
                if (options.RecordException) activity.AddException(error);
                Enrich(activity, options.EnrichWithException, error);
                break;
        }
    }
}
