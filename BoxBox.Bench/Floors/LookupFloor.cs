using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NATS.Client.Core;

namespace BoxBox.Benchmarks.Floors;

/// <summary>The last message of each of an order's six subjects, all asked for at once; their bytes are the answer.</summary>
internal static class LookupFloor
{
    private static readonly string[] Steps = ["waiting_to_cook", "in_progress", "waiting_delivery", "out_for_delivery", "completed", "failed"];

    public static void Map(WebApplication app, NatsConnection connection) => app.MapGet("/v1/order/{id}", async (string id, HttpContext context) =>
    {
        var answers = await Task.WhenAll(Steps.Select(step => connection.RequestAsync<byte[]>($"$JS.API.DIRECT.GET.ORDERS.orders.{step}.{id}", cancellationToken: context.RequestAborted).AsTask()));
        var found = answers.Select(answer => answer.Data ?? []).ToList();
        context.Response.ContentLength = found.Sum(data => data.Length);
        foreach (var data in found) await context.Response.Body.WriteAsync(data, context.RequestAborted);
    });
}
