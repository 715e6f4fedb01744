namespace BoxBox.Tifosi.Gateway;

/// <summary>What is ordered, as <c>POST /v1/order</c> takes it.</summary>
internal sealed record OrderBody(string Size, IReadOnlyList<string> Toppings, string Border, string Destination, string Username);
