using System.Net.Sockets;

namespace BoxBox.Tests.Fixtures.Nats;

/// <summary>A real nats-server of the test's own, with JetStream, on a loopback port; it can be killed and started again with what it had stored.</summary>
public sealed class NatsServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly NatsServerOptions _options;
    private readonly string _folder;
    private Process? _process;

    private NatsServerProcess(NatsServerOptions options, int port, string folder)
    {
        _options = options;
        _folder = folder;
        Port = port;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public int Port { get; }

    /// <summary>With user and password where the server asks for them.</summary>
    public string Url => _options.User is null
        ? $"nats://127.0.0.1:{Port}"
        : $"nats://{Uri.EscapeDataString(_options.User)}:{Uri.EscapeDataString(_options.Password ?? "")}@127.0.0.1:{Port}";

    public string UrlWithoutCredentials => $"nats://127.0.0.1:{Port}";

    /// <summary>Starts a server and waits until it greets.</summary>
    public static async Task<NatsServerProcess> StartAsync(NatsServerOptions? options = null)
    {
        options ??= new NatsServerOptions();
        for (var attempt = 1; ; attempt++)
        {
            var folder = Directory.CreateTempSubdirectory("boxbox-nats-").FullName;
            var server = new NatsServerProcess(options, options.Port ?? FreePort.Next(), folder);
            try
            {
                await server.RestartAsync();
                return server;
            }
            catch (NatsServerPortTakenException) when (options.Port is null && attempt < 5)
            {
                // Somebody was faster; another port will do.
                await server.DisposeAsync();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>SIGKILL; returns when the process is gone.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Starts the server (again) on the same port with the same store, and waits until it greets.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        using var deadline = new CancellationTokenSource(StartLimit);
        var start = new ProcessStartInfo("nats-server", _options.Arguments(Port, _folder)) { RedirectStandardError = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException("nats-server did not start.");
        var log = new NatsServerLog(_process.StandardError);
        await log.WaitUntilReadyAsync(deadline.Token);
        await WaitForGreetingAsync(deadline.Token);
    }

    /// <summary>Lets the server hang: its connections stay, and nothing moves on them until it is told to go on.</summary>
    public Task HangAsync(CancellationToken cancellationToken) => SignalAsync("STOP", cancellationToken);

    public Task GoOnAsync(CancellationToken cancellationToken) => SignalAsync("CONT", cancellationToken);

    /// <summary>Asks the server for lame duck mode: it warns its clients, then closes their connections and ends.</summary>
    public async Task StartLameDuckModeAsync(CancellationToken cancellationToken)
    {
        using var signal = Process.Start("nats-server", ["--signal", $"ldm={_process!.Id}"]);
        await signal.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Ends as in a rolling restart: it warns its clients, gives away what it leads, closes, and is gone.</summary>
    public async Task RetireAsync(CancellationToken cancellationToken)
    {
        await StartLameDuckModeAsync(cancellationToken);
        await _process!.WaitForExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        await KillAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private async Task SignalAsync(string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process!.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    private async Task WaitForGreetingAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
        using var reader = new StreamReader(client.GetStream());
        var greeting = await reader.ReadLineAsync(cancellationToken);
        if (greeting?.StartsWith("INFO ", StringComparison.Ordinal) != true)
            throw new InvalidOperationException($"Port {Port} does not greet like a NATS server: {greeting}");
    }

    private void OnExit(object? sender, EventArgs e) => _process?.Kill();
}
