namespace BoxBox.AppHost.Commands;

/// <summary>All of it, as one line of the dashboard: commands that are of no single process. The CLI finds none by the name of a service that has several.</summary>
internal sealed class Restaurant(string name) : Resource(name), IResourceWithEndpoints
{
    public static IResourceBuilder<Restaurant> Add(IDistributedApplicationBuilder builder, string name) => builder.AddResource(new Restaurant(name))
        .WithIconName("FoodPizza")
        .WithInitialState(new() { ResourceType = "Restaurant", Properties = [], State = KnownResourceStates.Running });
}
