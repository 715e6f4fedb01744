using CsCheck;

namespace BoxBox.Tests.Fixtures.Work.Simulation;

/// <summary>Who works, on how much, and what goes wrong when. After the last mishap everything goes well.</summary>
/// <param name="Orders">How many orders are placed.</param>
/// <param name="Maestri">How many Maestri share a queue.</param>
/// <param name="Fattorini">How many riders share the other.</param>
/// <param name="MostFailures">After how many failures an order is given up.</param>
/// <param name="Mishaps">Which call of a port, the how many-eth over all processes, goes wrong, and how.</param>
/// <param name="Seed">Draws everything else: whose turn it is, and how long a call takes.</param>
internal sealed record Schedule(int Orders, int Maestri, int Fattorini, int MostFailures, IReadOnlyList<(string Call, int Time, Mishap Mishap)> Mishaps, int Seed)
{
    private const int MostMishaps = 12;
    private const int LatestTime = 4;

    private static readonly string[] Calls =
    [
        "open", "fetch", "find", "publish InProgress", "publish WaitingDelivery", "publish OutForDelivery", "publish Completed", "publish Failed",
        "ack", "extend", "give back", "reject", "dough", "oven",
    ];

    public static Gen<Schedule> Any { get; } = Gen.Select(
        Gen.Int[1, 4],
        Gen.Int[1, 3],
        Gen.Int[1, 2],
        Gen.Int[1, 2],
        Gen.Select(Gen.Int[0, Calls.Length - 1].Select(index => Calls[index]), Gen.Int[1, LatestTime], Gen.Enum<Mishap>().Where(mishap => mishap is not Mishap.None), (call, time, mishap) => (call, time, mishap)).Array[0, MostMishaps],
        Gen.Int[0, int.MaxValue],
        (orders, maestri, fattorini, failures, mishaps, seed) => new Schedule(orders, maestri, fattorini, failures, mishaps, seed));

    public override string ToString() =>
        $"{Orders} orders, {Maestri} Maestri, {Fattorini} Fattorini, given up after {MostFailures} failures, seed {Seed}: "
        + string.Join(", ", Mishaps.Select(mishap => $"{mishap.Mishap} at {mishap.Call} {mishap.Time}"));
}
