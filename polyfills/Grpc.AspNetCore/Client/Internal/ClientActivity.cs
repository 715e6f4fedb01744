using System.Diagnostics;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>The span of one attempt, for telemetry that listens to the source "Grpc.Net.Client".</summary>
internal static class ClientActivity
{
    private const string Name = "Grpc.Net.Client.GrpcOut";

    private static readonly ActivitySource Source = new("Grpc.Net.Client");

    public static Activity? Start(IMethod method)
    {
        if (!Source.HasListeners() && Activity.Current is null) return null;

        var activity = Source.CreateActivity(Name, ActivityKind.Client) ?? new Activity(Name);
        activity.AddTag("grpc.method", method.FullName);
        return activity.Start();
    }

    /// <summary>Leaves the caller's current activity as it is, whoever's flow this runs in.</summary>
    public static void Stop(Activity? activity, Status status)
    {
        if (activity is null) return;

        var current = Activity.Current;
        activity.AddTag("grpc.status_code", status.StatusCode.ToString("D"));
        activity.Stop();
        if (current != activity) Activity.Current = current;
    }
}
