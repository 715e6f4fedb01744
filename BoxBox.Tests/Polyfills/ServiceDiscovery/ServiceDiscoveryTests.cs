using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BoxBox.Tests.Polyfills.ServiceDiscovery;

public sealed class ServiceDiscoveryTests
{
    [Fact]
    public async Task A_service_name_leads_to_the_endpoint_in_the_configuration()
    {
        var client = ClientWith(("services:panettiere:http:0", "http://localhost:5001"));

        Assert.Equal(["http://localhost:5001/v1/dough?size=large"], await AddressesOf(client, "http://panettiere/v1/dough?size=large"));
    }

    [Fact]
    public async Task Several_endpoints_take_turns()
    {
        var client = ClientWith(("services:panettiere:http:0", "http://localhost:5001"), ("services:panettiere:http:1", "http://localhost:5002"));

        var addresses = await AddressesOf(client, "http://panettiere/", "http://panettiere/", "http://panettiere/", "http://panettiere/");

        Assert.Equal(2, addresses.Count(a => a == "http://localhost:5001/"));
        Assert.Equal(2, addresses.Count(a => a == "http://localhost:5002/"));
        Assert.NotEqual(addresses[0], addresses[1]);
        Assert.Equal(addresses[0], addresses[2]);
    }

    [Theory]
    [InlineData("http://nobody/path")]
    [InlineData("http://localhost:8080/path")]
    [InlineData("https://127.0.0.1:8443/path")]
    public async Task An_address_that_names_no_service_stays_as_it_is(string address)
    {
        var client = ClientWith(("services:panettiere:http:0", "http://localhost:5001"));

        Assert.Equal([address], await AddressesOf(client, address));
    }

    [Fact]
    public async Task Of_several_schemes_the_first_that_the_service_has_is_taken()
    {
        var plain = ClientWith(("services:panettiere:http:0", "http://localhost:5001"));
        var both = ClientWith(("services:panettiere:http:0", "http://localhost:5001"), ("services:panettiere:https:0", "https://localhost:5443"));

        Assert.Equal(["http://localhost:5001/"], await AddressesOf(plain, "https+http://panettiere/"));
        Assert.Equal(["https://localhost:5443/"], await AddressesOf(both, "https+http://panettiere/"));
    }

    [Fact]
    public async Task An_endpoint_is_found_by_its_name()
    {
        var client = ClientWith(("services:panettiere:http:0", "http://localhost:5001"), ("services:panettiere:admin:0", "http://localhost:6001"));

        Assert.Equal(["http://localhost:6001/status"], await AddressesOf(client, "http://_admin.panettiere/status"));
    }

    [Fact]
    public async Task A_default_endpoint_serves_every_scheme()
    {
        var client = ClientWith(("services:panettiere:default:0", "localhost:5001"));

        Assert.Equal(["http://localhost:5001/"], await AddressesOf(client, "http://panettiere/"));
    }

    [Fact]
    public async Task The_request_keeps_the_address_it_was_made_with()
    {
        var recorder = new AddressRecorder();
        await using var provider = ProviderWith(recorder, ("services:panettiere:http:0", "http://localhost:5001"));
        using var invoker = new HttpMessageInvoker(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("test"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://panettiere/");

        using var response = await invoker.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("http://localhost:5001/", Assert.Single(recorder.Addresses));
        Assert.Equal("http://panettiere/", request.RequestUri!.ToString());
    }

    [Fact]
    public async Task A_value_that_is_no_endpoint_is_refused_with_its_place()
    {
        var client = ClientWith(("services:panettiere:http:first", "http://localhost:5001"));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => AddressesOf(client, "http://panettiere/"));

        Assert.Contains("panettiere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_client_of_the_factory_can_have_it_by_default()
    {
        var recorder = new AddressRecorder();
        var services = ServicesWith(("services:panettiere:http:0", "http://localhost:5001"));
        services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => recorder).AddServiceDiscovery());
        services.AddHttpClient("any");
        await using var provider = services.BuildServiceProvider();

        await AddressesOf(provider.GetRequiredService<IHttpClientFactory>().CreateClient("any"), "http://panettiere/");

        Assert.Equal(["http://localhost:5001/"], recorder.Addresses);
    }

    private static ServiceCollection ServicesWith(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());
        services.AddServiceDiscovery();
        return services;
    }

    private static HttpClient ClientWith(params (string Key, string Value)[] settings) =>
        ProviderWith(new AddressRecorder(), settings).GetRequiredService<IHttpClientFactory>().CreateClient("test");

    private static ServiceProvider ProviderWith(AddressRecorder recorder, params (string Key, string Value)[] settings)
    {
        var services = ServicesWith(settings);
        services.AddHttpClient("test").ConfigurePrimaryHttpMessageHandler(() => recorder).AddServiceDiscovery();
        return services.BuildServiceProvider();
    }

    private static async Task<List<string>> AddressesOf(HttpClient client, params string[] requests)
    {
        var addresses = new List<string>();
        foreach (var request in requests) addresses.Add(await client.GetStringAsync(new Uri(request), TestContext.Current.CancellationToken));
        return addresses;
    }
}
