using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace OpenTelemetry.Instrumentation.AspNetCore;

/// <summary>What is traced of incoming HTTP requests, and what is added to their spans.</summary>
public class AspNetCoreTraceInstrumentationOptions
{
    /// <summary>False for a request that gets no span, nor any below it; one that throws counts as false. All by default.</summary>
    public Func<HttpContext, bool>? Filter { get; set; }

    /// <summary>Called with a request's span when the request has come.</summary>
    public Action<Activity, HttpRequest>? EnrichWithHttpRequest { get; set; }

    /// <summary>Called with a request's span when it has been answered.</summary>
    public Action<Activity, HttpResponse>? EnrichWithHttpResponse { get; set; }

    /// <summary>Called with a request's span when its handler threw.</summary>
    public Action<Activity, Exception>? EnrichWithException { get; set; }

    /// <summary>Whether what a handler threw becomes an event of the span; false by default.</summary>
    public bool RecordException { get; set; }
}
