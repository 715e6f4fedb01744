using BoxBox.Benchmarks.Http;
using BoxBox.Benchmarks.Orders;
using BoxBox.Benchmarks.Processes;
using BoxBox.Benchmarks.Results;
using BoxBox.Tifosi.Load;
using Microsoft.Playwright;
using NATS.Client.JetStream;

namespace BoxBox.Benchmarks.Measures;

/// <summary>The pit wall in a browser, over orders that are open and so many events a second: how long a frame takes, and how much memory the page.</summary>
internal static class PitWall
{
    private const int Open = 2_000;
    private const string Chromium = "/usr/bin/chromium";
    private const float PatienceInMilliseconds = 60_000;

    // How long after the one before each frame was drawn.
    private const string RecordFrames =
        "() => { window.frames_ = []; let last = performance.now(); const frame = now => { frames_.push(now - last); last = now; requestAnimationFrame(frame); }; requestAnimationFrame(frame); }";

    public static async Task<IReadOnlyList<Row>> MeasureAsync(Setup setup, CancellationToken cancellationToken)
    {
        if (!File.Exists(Chromium)) throw new InvalidOperationException($"There is no browser {Chromium}: sudo apt-get install chromium.");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = ["--no-sandbox", "--enable-precise-memory-info", "--js-flags=--expose-gc"] });
        List<double> p95 = [], worst = [], heap = [], missed = [];
        for (var round = 1; round <= setup.Rounds; round++)
        {
            await using var nats = await NatsServer.StartAsync(cancellationToken);
            await using var connection = nats.Connect();
            var stream = await NatsServer.CreateStreamAsync(connection, cancellationToken);
            var orders = await StoredOrders.StorePendingAsync(stream, Open, cancellationToken);
            await using var gateway = await Service.StartGatewayAsync(nats.Url, replicas: 1, cancellationToken, environment: "Development");
            await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new() { Width = 1440, Height = 900 } });
            var page = await context.NewPageAsync();
            await page.GotoAsync(gateway.Http.AbsoluteUri);
            await ShowsAsync(page, "#tower-summary", $"{Open:N0} in flight");

            var race = new Race(stream, orders);
            await race.RunAsync(setup.Events, setup.WarmUp, cancellationToken);
            await page.EvaluateAsync(RecordFrames);
            await race.RunAsync(setup.Events, setup.Length, cancellationToken);
            var frames = await page.EvaluateAsync<double[]>("() => frames_.sort((a, b) => a - b)");
            p95.Add(frames[(int)(frames.Length * 0.95)]);
            worst.Add(frames[^1]);
            missed.Add(await ShowsAllAsync(page, Open + race.Events) ? 0 : 1);
            heap.Add(await page.EvaluateAsync<double>("() => { gc(); return performance.memory.usedJSHeapSize / 1048576; }"));
            setup.Say($"page {round}/{setup.Rounds}: {race.Events} events, frames p95 {p95[^1]:0} ms, the longest {worst[^1]:0} ms, heap {heap[^1]:0} MB");
        }

        return
        [
            new($"pit wall, {Open:N0} open orders, {setup.Events} events/s: a frame, p95", "ms", p95, [], "≤ 50 ms", (mine, _) => mine <= 50),
            new("the longest frame", "ms", worst, [], "", null),
            new("the page's memory (heap, collected)", "MB", heap, [], "", null),
            new("rounds at whose end it did not show the last event", "", missed, [], "0", (mine, _) => mine == 0),
        ];
    }

    private static async Task<bool> ShowsAllAsync(IPage page, long events)
    {
        try
        {
            await ShowsAsync(page, "#event", $"event {events:N0}");
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    // Not WaitForFunction: it evaluates text in the page, which the page's policy forbids.
    private static Task ShowsAsync(IPage page, string element, string text) =>
        page.Locator(element, new() { HasText = text }).WaitForAsync(new() { Timeout = PatienceInMilliseconds });

    /// <summary>Orders that take step after step in turn; for each that arrives, another comes.</summary>
    private sealed class Race(NatsJSContext stream, IEnumerable<Guid> pending)
    {
        private readonly Lock _gate = new();
        private readonly Queue<(Guid Order, int Step)> _turns = new(pending.Select(order => (order, 0)));

        public long Events { get; private set; }

        public async Task RunAsync(int perSecond, TimeSpan length, CancellationToken cancellationToken)
        {
            var totals = await Pressure.OpenAsync(async token =>
            {
                var (order, step) = Next();
                await StoredOrders.StoreAsync(stream, order, step, token);
                lock (_gate) _turns.Enqueue((order, step));
                return Outcome.Fine;
            }, perSecond, length, cancellationToken);
            Events += totals.Requests;
        }

        private (Guid Order, int Step) Next()
        {
            lock (_gate)
            {
                var (order, step) = _turns.Dequeue();
                return step == StoredOrders.LastStep ? (Guid.CreateVersion7(), 0) : (order, step + 1);
            }
        }
    }
}
