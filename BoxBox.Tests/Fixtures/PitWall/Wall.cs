using System.Collections.Concurrent;
using BoxBox.Orders.Crew;
using BoxBox.PaddockGateway.Crew;
using Microsoft.Playwright;

namespace BoxBox.Tests.Fixtures.PitWall;

/// <summary>The pit wall in a browser, over a gateway whose stream and crew the test plays.</summary>
internal sealed class Wall : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _wrong = [];

    private Wall(FakeStream stream, GatewayHost gateway, Uri address, IBrowserContext context, IPage page) =>
        (Stream, Gateway, Address, _context, Page) = (stream, gateway, address, context, page);

    public FakeStream Stream { get; }

    public GatewayHost Gateway { get; }

    public Uri Address { get; }

    public IPage Page { get; }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static async Task<Wall> OpenAsync(
        Browser browser, string hash = "", BrowserNewContextOptions? look = null, FakeStream? stream = null, Uri? through = null, params (string Name, string Value)[] settings)
    {
        stream ??= new FakeStream();
        var gateway = new GatewayHost(stream, TimeProvider.System, settings) { IsHealthyAsItsStream = true };
        using var client = gateway.CreateClient();
        var address = through ?? client.BaseAddress!;
        var context = await browser.Chromium.NewContextAsync(look ?? new BrowserNewContextOptions { ViewportSize = new() { Width = 1440, Height = 900 } });
        var wall = new Wall(stream, gateway, address, context, await context.NewPageAsync());
        await wall.WatchAsync();
        await wall.Page.GotoAsync(new Uri(address, hash).AbsoluteUri);
        await Assertions.Expect(wall.Page.Locator("#connection-name")).ToHaveTextAsync("live", new() { Timeout = 30_000 });
        return wall;
    }

    /// <summary>What no test of the page may see: errors, violations of its policy, and requests to anybody but the gateway.</summary>
    public void AssertNothingWrong() => Assert.Empty(_wrong);

    /// <summary>A customer's order, as it stands after a step.</summary>
    public Order Take(string username = "charles_leclerc", OrderStatus status = OrderStatus.Pending)
    {
        var order = Take(Stream, username);
        for (var step = OrderStatus.InProgress; step <= status; step++)
            order = Reach(order, step);
        return order;
    }

    public static Order Take(FakeStream stream, string username)
    {
        var order = new Order
        {
            OrderId = Guid.CreateVersion7(), Size = PizzaSize.Large, Toppings = ["basil"], Destination = "Garage 16", Username = username, OrderedAt = Now, Status = OrderStatus.Pending, UpdatedAt = Now,
        };
        stream.Store(order, "gateway");
        return order;
    }

    public Order Reach(Order order, OrderStatus step)
    {
        var reached = order.Reach(step, Now);
        Stream.Store(reached);
        return reached;
    }

    /// <summary>One of the crew says what he does.</summary>
    public void Say(string role, CrewState state, CrewEvent? happened = null, TimeSpan? lasts = null, string? detail = null, params string[] orders) =>
        Gateway.Services.GetRequiredService<CrewRoom>().Hear(new CrewReport
        {
            Role = role, Instance = $"{role}-1", State = state, OrderIds = orders, Since = Now, Until = Now + lasts, Detail = detail, Happened = happened,
        });

    public static CrewEvent Happened(CrewEventKind kind, Order? order = null, int? attempt = null, string? reason = null) => new(kind, order?.OrderId.ToString("D"), attempt, reason, Now);

    public ILocator Row(Order order) => Page.Locator($"[data-order='{order.OrderId:D}']:visible");

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    private async Task WatchAsync()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _wrong.Enqueue($"console: {message.Text}");
        };
        Page.PageError += (_, error) => _wrong.Enqueue($"error: {error}");
        Page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not "data" } url && url.Authority != Address.Authority)
                _wrong.Enqueue($"asked elsewhere: {url}");
        };
        await Page.ExposeFunctionAsync("tellViolation", (string what) => _wrong.Enqueue($"policy: {what}"));
        await Page.AddInitScriptAsync("addEventListener('securitypolicyviolation', event => tellViolation(event.violatedDirective + ' ' + event.blockedURI))");
    }
}
