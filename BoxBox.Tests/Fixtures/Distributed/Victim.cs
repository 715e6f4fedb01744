namespace BoxBox.Tests.Fixtures.Distributed;

/// <summary>A worker who is killed over his orders.</summary>
/// <param name="Service">His program.</param>
/// <param name="StepsBefore">The steps of an order that waits for him.</param>
/// <param name="LastStep">The step he leaves an order at, by its name in the subject.</param>
internal sealed record Victim(string Service, IReadOnlyList<OrderStatus> StepsBefore, string LastStep)
{
    public static readonly Victim Maestro = new("Maestro", [OrderStatus.Pending], "waiting_delivery");

    public static readonly Victim Fattorino = new("Fattorino", [OrderStatus.Pending, OrderStatus.InProgress, OrderStatus.WaitingDelivery], "completed");

    public static Victim Named(string service) => service switch
    {
        "maestro" => Maestro,
        "fattorino" => Fattorino,
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "Nobody works by this name."),
    };

    /// <summary>What an order he is done with has gone through.</summary>
    public string[] Journey => [.. StreamWitness.Journey.TakeWhile(step => step != LastStep), LastStep];

    /// <summary>At which step he passes a point: publishing counts by the step that he leaves an order at, acknowledging by the one he takes it up at.</summary>
    public string StepAt(string point) => (this == Maestro, point.EndsWith("publish", StringComparison.Ordinal)) switch
    {
        (true, true) => "waiting_delivery",
        (true, false) => "pending",
        (false, true) => "completed",
        (false, false) => "waiting_delivery",
    };

    public IEnumerable<string> Settings(Uri panettiere, Uri fornaio) => this == Maestro
        ?
        [
            "--Kestrel:Endpoints:grpc:Url=http://127.0.0.1:0", $"--Maestro:PanettiereClient:Address={panettiere}", $"--Maestro:FornaioClient:Address={fornaio}",
            "--Maestro:FetchMaxWaitInSeconds=1", "--Maestro:LunchDurationInSeconds=0",
        ]
        : ["--Fattorino:FetchMaxWaitInSeconds=1"];
}
