namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>Reads the items of a request one by one: a bad one is refused, the others are taken.</summary>
internal sealed class Items<T>
{
    private readonly List<T> taken = [];
    private int refused;
    private string problem = "";

    public IReadOnlyCollection<T> Taken => taken;

    public Received Outcome => new(taken.Count, refused, problem);

    public void Read(Func<T> read)
    {
        try
        {
            taken.Add(read());
        }
        catch (BadItemException error)
        {
            refused++;
            problem = problem.Length == 0 ? error.Message : problem;
        }
    }
}
