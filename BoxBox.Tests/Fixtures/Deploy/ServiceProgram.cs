namespace BoxBox.Tests.Fixtures.Deploy;

/// <summary>A service as the program that it is built to: the real process, from its build output.</summary>
internal sealed class ServiceProgram : IAsyncDisposable
{
    /// <summary>What a process killed by SIGKILL ends with.</summary>
    private const int Killed = 128 + 9;

    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(100);

    private readonly ProcessStartInfo _start;
    private Process _process;
    private Task<string> _said;

    private ServiceProgram(ProcessStartInfo start, int http)
    {
        (_start, Http) = (start, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{http}") });
        (_process, _said) = Begin();
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    /// <summary>Calls him at his port for HTTP.</summary>
    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!;

    /// <summary>Starts it in development, where it may be drilled, and nobody calls it at a port for HTTP.</summary>
    /// <param name="project">As it is named, without <c>BoxBox.</c></param>
    /// <param name="settings">As on its command line, e.g. <c>--Orders:AckWaitInSeconds=1</c>.</param>
    public static ServiceProgram StartInDevelopment(string project, params IEnumerable<string> settings) =>
        Start(project, http: 0, [new("DOTNET_ENVIRONMENT", "Development"), new("DOTNET_DbgEnableMiniDump", "0")], settings: settings);

    /// <summary>Starts it in production.</summary>
    /// <param name="project">As it is named, without <c>BoxBox.</c></param>
    /// <param name="http">The port that the environment gives him for HTTP.</param>
    /// <param name="environment">Beside this process's own.</param>
    /// <param name="hosts">A file that he sees as <c>/etc/hosts</c>, in a mount namespace of his own.</param>
    /// <param name="settings">As on its command line.</param>
    public static ServiceProgram Start(string project, int http, IEnumerable<KeyValuePair<string, string>> environment, string? hosts = null, params IEnumerable<string> settings)
    {
        // The same configuration and framework as the tests': …/bin/Debug/net10.0.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var folder = Repository.Folder($"BoxBox.{project}", "bin", output.Parent!.Name, output.Name);
        var program = Path.Combine(folder, $"BoxBox.{project}");
        var start = hosts is null ? new ProcessStartInfo(program, settings) : new ProcessStartInfo("unshare", ["-rm", "sh", "-c", $"mount --bind '{hosts}' /etc/hosts && exec '{program}'"]);
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (folder, true, true);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ServiceProgram(start, http);
    }

    /// <summary>Asks as a kubelet does, until the answer is 200.</summary>
    public async Task ProbeAsync(string path, CancellationToken cancellationToken)
    {
        using var next = new PeriodicTimer(BetweenProbes, TimeProvider.System);
        while (await next.WaitForNextTickAsync(cancellationToken))
        {
            if (_process.HasExited)
                Assert.Fail($"{_start.FileName} ended with {_process.ExitCode}:\n{await _said}");
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
    /// <returns>His exit code, how long it took, and what he had to say.</returns>
    public async Task<(int ExitCode, TimeSpan Took, string Said)> StopAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var signal = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
        await signal.WaitForExitAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, Stopwatch.GetElapsedTime(began), await _said);
    }

    /// <summary>Waits until he has been killed, by himself or somebody else; any other end is a failure.</summary>
    public async Task KilledAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"{_start.FileName} was not killed:\n{await KillAsync()}", late);
        }

        Assert.True(_process.ExitCode == Killed, $"{_start.FileName} ended with {_process.ExitCode}:\n{await _said}");
    }

    /// <summary>Waits until he has ended by himself.</summary>
    /// <returns>His exit code, and what he had to say.</returns>
    public async Task<(int ExitCode, string Said)> EndedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return (_process.ExitCode, await _said);
    }

    /// <summary>SIGKILL; returns when the process is gone.</summary>
    /// <returns>What he had to say.</returns>
    public async Task<string> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        return await _said;
    }

    /// <summary>Starts him again who has ended.</summary>
    public void Restart()
    {
        _process.Dispose();
        (_process, _said) = Begin();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Http.Dispose();
        await KillAsync();
        _process.Dispose();
    }

    private (Process, Task<string>) Begin()
    {
        var process = Process.Start(_start)!;
        return (process, ReadAsync(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync()));
    }

    private static async Task<string> ReadAsync(Task<string> complained, Task<string> said) => await complained + await said;

    private void OnExit(object? sender, EventArgs e) => _process.Kill();
}
