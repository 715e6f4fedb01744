using NATS.Client.Core;

namespace BoxBox.Tests.Integration.Deploy;

/// <summary>Somebody else's NATS: it wants to know who connects, and shows a certificate of its own authority.</summary>
public sealed class NatsConnectionTests
{
    private const int MoreThanTheClientTakesByDefault = 3;

    [Fact(Timeout = 60_000)]
    public async Task Over_TLS_with_an_authority_of_its_own_and_our_certificate_orders_are_stored()
    {
        using var authority = new OwnAuthority();
        await using var nats = await NatsServerProcess.StartAsync(new NatsServerOptions { Configuration = authority.ServerConfiguration });

        await using var orders = await OrderStreamHost.StartAsync(nats.Url, new("Nats:Tls:CaFile", authority.CaFile), new("Nats:Tls:CertFile", authority.Client.CertFile), new("Nats:Tls:KeyFile", authority.Client.KeyFile));

        await AssertStoresAsync(orders, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_whose_authority_nobody_knows_is_refused()
    {
        using var authority = new OwnAuthority();
        await using var nats = await NatsServerProcess.StartAsync(new NatsServerOptions { Configuration = authority.ServerConfiguration });

        await using var orders = await OrderStreamHost.StartAsync(nats.Url, new("Nats:Tls:CertFile", authority.Client.CertFile), new("Nats:Tls:KeyFile", authority.Client.KeyFile));

        await Assert.ThrowsAsync<NatsException>(() => orders.Connection.ConnectAsync().AsTask().WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_without_TLS_is_refused_where_an_authority_is_named()
    {
        using var authority = new OwnAuthority();
        await using var nats = await NatsServerProcess.StartAsync();

        await using var orders = await OrderStreamHost.StartAsync(nats.Url, new KeyValuePair<string, string?>("Nats:Tls:CaFile", authority.CaFile));

        await Assert.ThrowsAsync<NatsException>(() => orders.Connection.ConnectAsync().AsTask().WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task With_a_token_orders_are_stored()
    {
        await using var nats = await NatsServerProcess.StartAsync(new NatsServerOptions { Configuration = "authorization { token: \"ferrari-44\" }" });

        await using var orders = await OrderStreamHost.StartAsync(nats.Url, new KeyValuePair<string, string?>("Nats:Token", "ferrari-44"));

        await AssertStoresAsync(orders, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task With_a_credentials_file_orders_are_stored_and_a_new_one_is_read_at_the_next_connect()
    {
        using var operators = new OwnOperator();
        await using var nats = await NatsServerProcess.StartAsync(new NatsServerOptions { Configuration = operators.ServerConfiguration });
        using var folder = new TemporaryFolder();
        var file = folder.Write("user.creds", "");

        await using var orders = await OrderStreamHost.StartAsync(nats.Url, new KeyValuePair<string, string?>("Nats:CredsFile", file));
        await Assert.ThrowsAsync<NatsException>(() => orders.Connection.ConnectAsync().AsTask().WaitAsync(TestContext.Current.CancellationToken));
        var taken = orders.Connection.NextOpened();
        folder.Write("user.creds", operators.NewCredentials());
        await taken.WaitAsync(TestContext.Current.CancellationToken);

        await AssertStoresAsync(orders, TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_refuses_us_again_and_again_is_found_again_once_it_takes_us()
    {
        using var folder = new TemporaryFolder();
        folder.Write("who.conf", "authorization { user: boxbox, password: right }");
        await using var nats = await NatsServerProcess.StartAsync(new NatsServerOptions { Configuration = $"include ../{folder.Name}/who.conf" });
        await using var orders = await OrderStreamHost.StartAsync($"nats://boxbox:right@127.0.0.1:{nats.Port}");
        await AssertStoresAsync(orders, TestContext.Current.CancellationToken);

        var refused = orders.Connection.ReconnectFailures(MoreThanTheClientTakesByDefault);
        folder.Write("who.conf", "authorization { user: boxbox, password: another }");
        await nats.RestartAsync();
        await refused.WaitAsync(TestContext.Current.CancellationToken);
        var taken = orders.Connection.NextOpened();
        folder.Write("who.conf", "authorization { user: boxbox, password: right }");
        await nats.RestartAsync();
        await taken.WaitAsync(TestContext.Current.CancellationToken);

        await AssertStoresAsync(orders, TestContext.Current.CancellationToken);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("CaFile", "Nats:Tls:CaFile", "/nowhere/ca.pem")]
    [InlineData("CertFile", "Nats:Tls:CertFile", "/nowhere/tls.crt")]
    [InlineData("KeyFile", "Nats:Tls:KeyFile", "/nowhere/tls.key")]
    [InlineData("CredsFile", "Nats:CredsFile", "/nowhere/user.creds")]
    [InlineData("Nats:Token", "Nats:Token", "secret", "Nats:CredsFile", "/dev/null")]
    [InlineData("Nats:Tls:KeyFile", "Nats:Tls:CertFile", "/dev/null")]
    public async Task A_bad_setting_stops_the_service_with_its_name_and_the_file(string named, params string[] settings)
    {
        var pairs = settings.Chunk(2).Select(pair => new KeyValuePair<string, string?>(pair[0], pair[1])).ToArray();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => OrderStreamHost.StartAsync("nats://127.0.0.1:1", pairs));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        if (pairs is [{ Value: ['/', 'n', ..] file }])
            Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_setting_that_is_there_but_empty_is_none()
    {
        await using var nats = await NatsServerProcess.StartAsync();

        await using var orders = await OrderStreamHost.StartAsync(nats.Url, new("Nats:Token", ""), new("Nats:CredsFile", ""), new("Nats:Tls:CaFile", ""));

        await AssertStoresAsync(orders, TestContext.Current.CancellationToken);
    }

    private static async Task AssertStoresAsync(OrderStreamHost orders, CancellationToken cancellationToken)
    {
        var order = Pizza.Order();
        await orders.ReadyAsync();
        await orders.Publisher.PlaceAsync(order, cancellationToken);
        Assert.NotNull(await orders.History.FindAsync(order.Status, order.OrderId, cancellationToken));
    }
}
