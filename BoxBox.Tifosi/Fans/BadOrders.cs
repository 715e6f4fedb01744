using System.Text;

namespace BoxBox.Tifosi.Fans;

/// <summary>Orders that must be rejected, each for another rule of the API. The one right answer to them is a 400.</summary>
internal static class BadOrders
{
    public static readonly IReadOnlyList<ReadOnlyMemory<byte>> All =
    [
        .. new[]
        {
            """{"size":"gigantic","destination":"Garage 16","username":"charles_leclerc"}""",
            """{"destination":"Garage 16","username":"charles_leclerc"}""",
            """{"size":"large","username":"charles_leclerc"}""",
            """{"size":"large","destination":"   ","username":"charles_leclerc"}""",
            """{"size":"large","destination":"Garage 16"}""",
            """{"size":"large","destination":"Garage 16","username":""}""",
            """{"size":"large","destination":"Garage 16","username":"charles_leclerc","border":"asphalt"}""",
            """{"size":"large","destination":"Garage 16","username":"charles_leclerc","toppings":[""]}""",
            """{"size":"large","destination":"Garage 16","username":"charles_leclerc","toppings":"pepperoni"}""",
            """{"size":44,"destination":"Garage 16","username":"charles_leclerc"}""",
            """{"size":"large","destination":"Garage 16","username":"charles_leclerc" """,
            $$"""{"size":"large","destination":"Garage 16","username":"{{new string('c', 65)}}"}""",
            $$"""{"size":"large","destination":"{{new string('g', 201)}}","username":"charles_leclerc"}""",
        }.Select(json => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(json)),
    ];
}
