using System.Text;

namespace BoxBox.Benchmarks.Http;

internal static class Requests
{
    public const string Order = """{"size":"large","toppings":["pepperoni","mushrooms"],"border":"cheddar","destination":"Ferrari Garage #16","username":"charles_leclerc"}""";

    public static readonly ReadOnlyMemory<byte> Post = Encoding.ASCII.GetBytes($"POST /v1/order HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: {Order.Length}\r\n\r\n{Order}");

    public static ReadOnlyMemory<byte> Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n");
}
