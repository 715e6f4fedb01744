namespace BoxBox.AppHost.Commands;

/// <summary>The gateway's API from the dashboard, and by <c>aspire resource box-box …</c>.</summary>
internal static class OrderCommands
{
    /// <summary>Adds all of it as one line of the dashboard, for commands that are of no single process.</summary>
    public static IResourceBuilder<Restaurant> AddRestaurant(this IDistributedApplicationBuilder builder, string name, EndpointReference gateway) => builder
        .AddResource(new Restaurant(name))
        .WithIconName("FoodPizza")
        .WithInitialState(new() { ResourceType = "Restaurant", Properties = [], State = KnownResourceStates.Running })
        .WithHttpCommand("/v1/order", "Order a pizza", () => gateway, commandName: "order-pizza", commandOptions: new()
        {
            Description = "Orders one pizza, and tells its id.",
            IconName = "FoodPizza",
            IsHighlighted = true,
            Arguments =
            [
                CommandParts.Choice("size", "Size", ["small", "medium", "large"], "large"),
                new() { Name = "topping", Label = "Topping", InputType = InputType.Text, Value = "pepperoni" },
                new() { Name = "destination", Label = "Destination", InputType = InputType.Text, Value = "Ferrari Garage #16" },
            ],
            PrepareRequest = context =>
            {
                context.Request.Content = OrderOf(context.Arguments);
                return Task.CompletedTask;
            },
            GetCommandResult = context => context.TellAsync(order =>
                CommandResults.Success($"Ordered: {order["order_id"]}", $"{order["order_id"]}", CommandResultFormat.Text)),
        })
        .WithHttpCommand("/v1/ledger", "Show the ledger", () => gateway, commandName: "show-ledger", commandOptions: new()
        {
            Method = HttpMethod.Get,
            Description = "How many orders stand where, and whether any was lost or doubled.",
            IconName = "TableSimple",
            IsHighlighted = true,
            GetCommandResult = context => context.TellAsync(ledger =>
                CommandParts.Table("The ledger", "orders", ledger.AsObject().Select(count => (count.Key.Replace('_', ' '), $"{count.Value}")))),
        });

    private static JsonContent OrderOf(InteractionInputCollection asked) => JsonContent.Create(new
    {
        size = asked.GetString("size"),
        toppings = (asked.GetString("topping") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        destination = asked.GetString("destination"),
        username = "dashboard",
    });
}

/// <summary>Has the commands that are of no single process: by the name of a service that has several, the CLI finds none.</summary>
internal sealed class Restaurant(string name) : Resource(name), IResourceWithEndpoints;
