using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// One run of an app host's entry point. It is held where it builds the application until the test has made its changes; from then on
/// the test has the application, and the entry point waits for its end.
/// </summary>
internal sealed class EntryPointRun(
    Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure) : BuilderHooks
{
    // The entry point's own code runs within this: it configures, it does not start anything.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly TaskCompletionSource<DistributedApplicationBuilder> building = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool abandoned;

    public async Task<IDistributedApplicationTestingBuilder> StartAsync(CancellationToken cancellationToken)
    {
        var main = assembly.EntryPoint ?? throw new InvalidOperationException($"The assembly '{assembly.GetName().Name}' has no entry point: it is no app host.");
        _ = Task.Factory.StartNew(() => RunAsync(main), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var builder = await building.Task.WaitAsync(Deadline, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return new TestingBuilder(builder, BuildAsync, DisposeAsync);
    }

    public override void Constructing(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        TestSettings.Apply(options, settings, assembly);
        configure(options, settings);
    }

    public override void Constructed(DistributedApplicationBuilder builder) => builder.Services.AddHttpClient();

    public override void Building(DistributedApplicationBuilder builder)
    {
        building.TrySetResult(builder);
        goOn.Task.GetAwaiter().GetResult();
        if (abandoned)
        {
            throw new OperationCanceledException("The test disposed the builder without building the application.");
        }
    }

    public override void Built(DistributedApplication application) => built.TrySetResult(application);

    private Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        goOn.TrySetResult();
        return built.Task.WaitAsync(Deadline, TimeProvider.System, cancellationToken);
    }

    private async ValueTask DisposeAsync()
    {
        abandoned = true;
        goOn.TrySetResult();
        if (built.Task.IsCompletedSuccessfully)
        {
            await (await built.Task.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task RunAsync(MethodInfo main)
    {
        Current = this;
        try
        {
            var returned = main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, main.GetParameters().Length == 0 ? [] : [args], null);
            if (returned is Task task)
            {
                await task.ConfigureAwait(false);
            }

            Fail(new InvalidOperationException($"The entry point of '{assembly.GetName().Name}' ended{(returned is int code ? $" with {code}" : "")} without building an application."));
        }
        catch (Exception error)
        {
            // Whatever it is, it is the test's to see; where the test has the application already, the application's log has told it.
            Fail(error);
        }
    }

    private void Fail(Exception error)
    {
        building.TrySetException(error);
        built.TrySetException(error);

        // A test that has what it came for awaits neither: that is no fault of its own to be reported when the tasks are collected.
        _ = building.Task.Exception;
        _ = built.Task.Exception;
    }
}
