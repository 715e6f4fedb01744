using System.Net.Http.Headers;
using System.Net.Http.Json;
using Aspire.Hosting.Testing;

namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>The whole system with one person of each kind, whom a test can tell to fail; nobody sleeps or lunches, so that what happens is the drill's doing.</summary>
public class DrillApp : BoxBoxApp
{
    private const string Key = "a-key-for-the-drills-of-tests";

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient admin = new(new LostConnections(new SocketsHttpHandler())) { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key), ConnectionClose = true } };

    protected override IEnumerable<string> Settings =>
    [
        .. base.Settings, "--Drills:Enabled=true", $"--Parameters:drills-key={Key}", .. Guarantees,
        $"--Replicas:maestro={Maestros}", "--Replicas:fattorino=1", "--Replicas:panettiere=1",
        "--Orders:LongestGiveBackInSeconds=1", "--Panettiere:SleepDurationInSeconds=0", "--Maestro:LunchDurationInSeconds=0",
    ];

    /// <summary>The guarantees that are switched off, as settings.</summary>
    protected virtual IReadOnlyList<string> Guarantees => [];

    protected virtual int Maestros => 1;

    /// <summary>Tells one process of a service what to do wrong, as soon as there is one. Work that waits for it may crash it before its answer gets out.</summary>
    public async Task ArmAsync(string service, object drills, CancellationToken cancellationToken)
    {
        var address = new Uri(App.GetEndpoint(service, "http"), "/drills");
        while (!await TryArmAsync(address, drills, cancellationToken) && !await AnyHasEndedAsync(service, cancellationToken))
        {
            await Task.Delay(BetweenTries, TimeProvider.System, cancellationToken);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        admin.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<bool> TryArmAsync(Uri address, object drills, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await admin.PutAsJsonAsync(address, drills, cancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
            return true;
        }
        catch (HttpRequestException)
        {
            // It only just starts, or has crashed already.
            return false;
        }
    }
}
