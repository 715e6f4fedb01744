using System.Diagnostics;

namespace OpenTelemetry.Instrumentation.Http;

/// <summary>What is traced of outgoing HTTP requests, and what is added to their spans.</summary>
public class HttpClientTraceInstrumentationOptions
{
    /// <summary>False for a request that gets no span; one that throws counts as false. All by default.</summary>
    public Func<HttpRequestMessage, bool>? FilterHttpRequestMessage { get; set; }

    /// <summary>Called with a request's span before it is sent.</summary>
    public Action<Activity, HttpRequestMessage>? EnrichWithHttpRequestMessage { get; set; }

    /// <summary>Called with a request's span when its response has come.</summary>
    public Action<Activity, HttpResponseMessage>? EnrichWithHttpResponseMessage { get; set; }

    /// <summary>Called with a request's span when it failed without a response.</summary>
    public Action<Activity, Exception>? EnrichWithException { get; set; }

    /// <summary>Whether such a failure becomes an event of the span; false by default.</summary>
    public bool RecordException { get; set; }
}
