using NATS.Client.Core;

namespace BoxBox.Tests.Fixtures.Maestro;

/// <summary>What the tests of a whole Maestro share: a NATS server and a Panettiere of their own, and a look at the order stream.</summary>
public abstract class MaestroOverNats : IAsyncLifetime
{
    /// <summary>On a busy machine an extension may be lost, and the order comes again after the ack wait of 30 s: the patience is several of them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    /// <summary>Ends with the test run, or when a test has taken far longer than a busy machine explains.</summary>
    protected CancellationTokenSource Limit { get; private set; } = null!;

    private protected NatsServerProcess Nats { get; private set; } = null!;

    private protected FakePanettiere Panettiere { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Limit.CancelAfter(Patience);
        Nats = await NatsServerProcess.StartAsync();
        Panettiere = await FakePanettiere.StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Panettiere.DisposeAsync();
        await Nats.DisposeAsync();
        Limit.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<MaestroHost> StartAsync(params KeyValuePair<string, string?>[] settings) => MaestroHost.StartAsync(Nats.Url, Panettiere.Address, settings);

    private protected async Task PlaceAsync(MaestroHost maestro, Order order) => await maestro.Publisher.PlaceAsync(order, Limit.Token);

    /// <summary>All steps of the order, in the stream's order, up to one.</summary>
    private protected async Task<IReadOnlyList<StoredStep>> StepsUntilAsync(MaestroHost maestro, Order order, OrderStatus last)
    {
        var steps = new List<StoredStep>();
        await UntilAsync(maestro, entry =>
        {
            if (entry.Order?.OrderId == order.OrderId)
                steps.Add(entry);
            return entry.Order is { } found && found.OrderId == order.OrderId && found.Status == last;
        });
        return steps;
    }

    /// <summary>Reads the stream from its start; begins again where NATS went away meanwhile.</summary>
    private protected async Task<StoredStep> UntilAsync(MaestroHost maestro, Func<StoredStep, bool> found)
    {
        for (ulong last = 0; ;)
        {
            try
            {
                await foreach (var entry in maestro.History.FollowAsync(last, Limit.Token))
                {
                    last = entry.Sequence;
                    if (found(entry))
                        return entry;
                }
            }
            catch (Exception e) when (e is NatsException or TimeoutException && !Limit.IsCancellationRequested)
            {
                TestContext.Current.SendDiagnosticMessage("Reading again: {0}", e.Message);
            }

            // A reader that was cancelled may end without a word.
            Limit.Token.ThrowIfCancellationRequested();
        }
    }
}
