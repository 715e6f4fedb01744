using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BoxBox.People;

public static class PeopleExtensions
{
    /// <summary>
    /// Adds what a service needs that plays a person: <see cref="TimeProvider"/>, <see cref="HumanTime"/> (setting <c>TimeScale</c>) and
    /// <see cref="Random"/> (setting <c>Seed</c>): the person's own, and one a key for what is not the person, so that it does not shift his draws.
    /// </summary>
    public static void AddPeople(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<PeopleOptions, PeopleOptionsValidator>().BindConfiguration(string.Empty);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<HumanTime>();
        var person = builder.Environment.ApplicationName;
        builder.Services.TryAddSingleton<Random>(services => DiceOf(person, services));
        builder.Services.TryAddKeyedSingleton<Random>(KeyedService.AnyKey, (services, key) => DiceOf($"{person}/{key}", services));
    }

    /// <summary>Mixes the person's name in, so that one seed for all does not give each the same luck.</summary>
    internal static int SeedOf(string service, PeopleOptions options) =>
        options.Seed is { } chosen
            ? BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{service}/{options.Replica}:{chosen}")))
            : RandomNumberGenerator.GetInt32(int.MaxValue);

    private static SharedDice DiceOf(string name, IServiceProvider services) =>
        new(SeedOf(name, services.GetRequiredService<IOptions<PeopleOptions>>().Value));
}
