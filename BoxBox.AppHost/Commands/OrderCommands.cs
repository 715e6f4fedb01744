using System.Text;

namespace BoxBox.AppHost.Commands;

/// <summary>The gateway's API from the dashboard, and by <c>aspire resource box-box …</c>.</summary>
internal static class OrderCommands
{
    public static IResourceBuilder<Restaurant> WithOrderCommands(this IResourceBuilder<Restaurant> boxBox, EndpointReference gateway) => boxBox
        .WithHttpCommand("/v1/order", "Order a pizza", () => gateway, commandName: "order-pizza", commandOptions: new HttpCommandOptions
        {
            Method = HttpMethod.Post,
            Description = "Orders one pizza, and tells its id.",
            IconName = "FoodPizza",
            IsHighlighted = true,
            Arguments =
            [
                new() { Name = "size", Label = "Size", InputType = InputType.Choice, Options = Choices("small", "medium", "large"), Value = "large" },
                new() { Name = "topping", Label = "Topping", InputType = InputType.Text, Value = "pepperoni" },
                new() { Name = "destination", Label = "Destination", InputType = InputType.Text, Value = "Ferrari Garage #16" },
            ],
            PrepareRequest = context =>
            {
                var asked = context.Arguments;
                context.Request.Content = JsonContent.Create(new
                {
                    size = asked.GetString("size"),
                    toppings = (asked.GetString("topping") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                    destination = asked.GetString("destination"),
                    username = "dashboard",
                });
                return Task.CompletedTask;
            },
            GetCommandResult = async context =>
            {
                var body = await context.Response.Content.ReadAsStringAsync(context.CancellationToken);
                return context.Response.IsSuccessStatusCode && JsonNode.Parse(body) is { } taken
                    ? CommandResults.Success($"Ordered: {taken["order_id"]}", $"{taken["order_id"]}", CommandResultFormat.Text)
                    : CommandResults.Failure($"{(int)context.Response.StatusCode}: {body}");
            },
        })
        .WithHttpCommand("/v1/ledger", "Show the ledger", () => gateway, commandName: "show-ledger", commandOptions: new HttpCommandOptions
        {
            Method = HttpMethod.Get,
            Description = "How many orders stand where, and whether any was lost or doubled.",
            IconName = "TableSimple",
            IsHighlighted = true,
            GetCommandResult = async context =>
            {
                var body = await context.Response.Content.ReadAsStringAsync(context.CancellationToken);
                return context.Response.IsSuccessStatusCode && JsonNode.Parse(body) is JsonObject ledger
                    ? CommandResults.Success("The ledger", Table(ledger), CommandResultFormat.Markdown, displayImmediately: true)
                    : CommandResults.Failure($"{(int)context.Response.StatusCode}: {body}");
            },
        });

    internal static IReadOnlyList<KeyValuePair<string, string>> Choices(params IEnumerable<string> names) => [.. names.Select(name => KeyValuePair.Create(name, name))];

    private static string Table(JsonObject ledger)
    {
        var table = new StringBuilder("| | orders |\n| --- | ---: |\n");
        foreach (var (name, count) in ledger)
            table.AppendLine(CultureInfo.InvariantCulture, $"| {name.Replace('_', ' ')} | {count} |");
        return table.ToString();
    }
}
