using BoxBox.Fornaio;
using BoxBox.Protos.Fornaio;
using Microsoft.AspNetCore.Builder;

namespace BoxBox.Tests.Fixtures.Fornaio;

/// <summary>The Fornaio; no pizza burns here unless the dice say so.</summary>
internal sealed class FornaioHost(WebApplication app) : ServiceHost(app)
{
    public FornaioService.FornaioServiceClient Client => new(Channel);

    public static Task<FornaioHost> StartAsync(params KeyValuePair<string, string?>[] settings) => StartWithDiceAsync(new FixedDice(0.5), settings);

    public static async Task<FornaioHost> StartWithDiceAsync(FixedDice dice, params KeyValuePair<string, string?>[] settings) =>
        new(await StartAsync(builder => builder.AddFornaio(), app => app.MapFornaio(), dice, settings));
}
