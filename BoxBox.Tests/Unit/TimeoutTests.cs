using System.Reflection;

namespace BoxBox.Tests.Unit;

/// <summary>What the tests promise of themselves: one that hangs fails, by name, and the run goes on.</summary>
public sealed class TimeoutTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    [Fact]
    public void Every_asynchronous_test_ends_in_time()
    {
        var tests = typeof(TimeoutTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => (Name: $"{method.DeclaringType}.{method.Name}", method.ReturnType, Fact: method.GetCustomAttribute<FactAttribute>()))
            .Where(test => test.Fact is not null && test.ReturnType != typeof(void)).ToList();

        var endless = tests.Where(test => test.Fact!.Timeout <= 0 || test.Fact.Timeout > Longest.TotalMilliseconds).Select(test => test.Name);

        Assert.NotEmpty(tests);
        Assert.Empty(endless);
    }
}
