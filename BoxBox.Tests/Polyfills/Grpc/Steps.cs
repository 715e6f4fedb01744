namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>Notes in which order things happen.</summary>
internal sealed class Steps
{
    private readonly Lock _gate = new();
    private readonly List<string> _steps = [];

    public string[] All
    {
        get
        {
            lock (_gate) return [.. _steps];
        }
    }

    public void Add(string step)
    {
        lock (_gate) _steps.Add(step);
    }
}
