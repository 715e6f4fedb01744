using Microsoft.OpenApi;

namespace BoxBox.PaddockGateway.Explorers;

/// <summary>What the API document says about the API as a whole.</summary>
internal static class ApiText
{
    public const string Title = "Box Box: Paddock Gateway";

    public const string Orders = "Orders";
    public const string Operations = "Operations";

    public static OpenApiInfo Info => new()
    {
        Title = Title,
        Version = "v1",
        Description =
            """
            Takes orders for pizza and shows them on their way from the oven to the garage.

            Errors are problem details (RFC 9457, `application/problem+json`) and carry the `traceId` of the request. Instants are RFC 3339 in UTC.
            Lengths of texts count Unicode code points.
            """,
    };
}
