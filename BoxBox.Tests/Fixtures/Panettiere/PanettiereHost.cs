using BoxBox.Panettiere;
using BoxBox.Panettiere.Dough;
using BoxBox.Protos.Panettiere;
using Microsoft.AspNetCore.Builder;

namespace BoxBox.Tests.Fixtures.Panettiere;

internal sealed class PanettiereHost(WebApplication app) : ServiceHost(app)
{
    public PanettiereService.PanettiereServiceClient Client => new(Channel);

    public Bench Bench => Services.GetRequiredService<Bench>();

    public static async Task<PanettiereHost> StartAsync(params KeyValuePair<string, string?>[] settings) =>
        new(await StartAsync(builder => builder.AddPanettiere(), app => app.MapPanettiere(), new FixedDice(0.5), settings));
}
