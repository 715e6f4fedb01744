using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace OpenTelemetry.Instrumentation.AspNetCore;

/// <summary>Names, tags, filters and enriches the spans that the framework makes.</summary>
internal sealed class AspNetCoreListener(AspNetCoreTraceInstrumentationOptions options)
    : DiagnosticSubscription("Microsoft.AspNetCore", Activities, Start, Stop, HostingUnhandled, DiagnosticsUnhandled, DiagnosticsHandled)
{
    // The listener asks whether its activity is wanted before it sends any event of it.
    private const string Activities = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string Start = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start";
    private const string Stop = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Stop";
    private const string HostingUnhandled = "Microsoft.AspNetCore.Hosting.UnhandledException";
    private const string DiagnosticsUnhandled = "Microsoft.AspNetCore.Diagnostics.UnhandledException";
    private const string DiagnosticsHandled = "Microsoft.AspNetCore.Diagnostics.HandledException";

    protected override void OnEvent(string name, Activity activity, object payload)
    {
        if (!activity.IsAllDataRequested) return;
        switch (name)
        {
            case Start when payload is HttpContext context:
                OnStart(activity, context);
                break;
            case Stop when payload is HttpContext context:
                HttpSemantics.Describe(activity, context.Response);
                Enrich(activity, options.EnrichWithHttpResponse, context.Response);
                break;
            case HostingUnhandled or DiagnosticsUnhandled or DiagnosticsHandled when Read<Exception>(payload, "exception") is { } error:
                OnError(activity, error);
                break;
        }
    }

    private void OnStart(Activity activity, HttpContext context)
    {
        if (!Admit(activity, options.Filter, context)) return;
        HttpSemantics.Describe(activity, context.Request);
        Enrich(activity, options.EnrichWithHttpRequest, context.Request);
    }

    private void OnError(Activity activity, Exception error)
    {
        activity.SetTag("error.type", error.GetType().FullName);
        activity.SetStatus(ActivityStatusCode.Error);
        if (options.RecordException) activity.AddException(error);
        Enrich(activity, options.EnrichWithException, error);
    }
}
