using System.Diagnostics;
using System.Net;

namespace BoxBox.Tests.Fixtures.Deploy;

/// <summary>A service as the program that it is built to, in the production environment.</summary>
internal sealed class ServiceProgram : IAsyncDisposable
{
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly Task<string> _said;
    private readonly Task<string> _complained;

    private ServiceProgram(Process process, Uri address)
    {
        (_process, Http) = (process, new HttpClient { BaseAddress = address });
        (_said, _complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Calls him at his port for HTTP.</summary>
    public HttpClient Http { get; }

    /// <param name="project">As it is named, without <c>BoxBox.</c></param>
    /// <param name="http">The port that the environment gives him for HTTP.</param>
    /// <param name="environment">Beside this process's own.</param>
    public static ServiceProgram Start(string project, int http, IEnumerable<KeyValuePair<string, string>> environment)
    {
        // The same configuration and framework as the tests': …/bin/Debug/net10.0.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var folder = Repository.Folder($"BoxBox.{project}", "bin", output.Parent!.Name, output.Name);
        var start = new ProcessStartInfo(Path.Combine(folder, $"BoxBox.{project}")) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ServiceProgram(Process.Start(start)!, new Uri($"http://127.0.0.1:{http}"));
    }

    /// <summary>Asks as a kubelet does, until the answer is 200.</summary>
    public async Task ProbeAsync(string path, CancellationToken cancellationToken)
    {
        using var next = new PeriodicTimer(BetweenProbes, TimeProvider.System);
        while (await next.WaitForNextTickAsync(cancellationToken))
        {
            if (_process.HasExited)
                Assert.Fail($"The service ended with {_process.ExitCode}:\n{await _complained}{await _said}");
            try
            {
                using var answer = await Http.GetAsync(path, cancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
    }

    /// <summary>Tells him to stop, as a kubelet does, and waits until he has.</summary>
    /// <returns>His exit code, and what he had to say.</returns>
    public async Task<(int ExitCode, string Said)> StopAsync(CancellationToken cancellationToken)
    {
        using var signal = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
        await signal.WaitForExitAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, await _complained + await _said);
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void OnExit(object? sender, EventArgs e) => _process.Kill();
}
