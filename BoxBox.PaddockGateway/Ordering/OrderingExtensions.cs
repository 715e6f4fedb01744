using System.Text.Encodings.Web;
using System.Text.Json;
using BoxBox.Orders;

namespace BoxBox.PaddockGateway.Ordering;

internal static class OrderingExtensions
{
    /// <summary>Adds the taking of orders: body (<see cref="OrderBody"/>), rules (<see cref="OrderRequestReader"/>), stream (<see cref="OrderDesk"/>).</summary>
    public static void AddOrdering(this IServiceCollection services)
    {
        services.AddSingleton<OrderBody>();
        services.AddSingleton<OrderDesk>();
        services.AddSingleton<OrderArchive>();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.Converters.Add(new UtcInstantConverter());
        });
    }
}
