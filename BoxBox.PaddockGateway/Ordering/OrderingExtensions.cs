using System.Text.Encodings.Web;

namespace BoxBox.PaddockGateway.Ordering;

internal static class OrderingExtensions
{
    /// <summary>Adds the taking of orders: body (<see cref="OrderBody"/>), rules (<see cref="OrderRequest"/>), stream (<see cref="OrderDesk"/>).</summary>
    public static void AddOrdering(this IServiceCollection services)
    {
        services.AddSingleton<OrderBody>();
        services.AddSingleton<OrderDesk>();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            // As the web's default allows numbers in strings, the API document would say that each may be one.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.Converters.Add(new UtcInstantConverter());
        });
    }
}
