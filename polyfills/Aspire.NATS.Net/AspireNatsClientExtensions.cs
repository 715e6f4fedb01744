using Aspire.NATS.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Net;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Adds a NATS client: <see cref="NatsConnection"/>, <see cref="INatsConnection"/> and <see cref="INatsClient"/> (one and the same singleton), its health check
/// and its tracing. Settings are read, then <c>configureSettings</c> is called; <c>configureOptions</c> when the connection is made. The URL is always the
/// connection string's. Resolving a client without one throws an <see cref="InvalidOperationException"/>.
/// </summary>
public static class AspireNatsClientExtensions
{
    private const string Section = "Aspire:NATS:Net";

    /// <summary>Adds the client of <c>ConnectionStrings:connectionName</c>, with the health check <c>NATS</c>.</summary>
    public static void AddNatsClient(this IHostApplicationBuilder builder, string connectionName) =>
        Add(builder, connectionName, key: null, null, null);
    public static void AddNatsClient(this IHostApplicationBuilder builder, string connectionName, Action<NatsClientSettings>? configureSettings) =>
        Add(builder, connectionName, key: null, configureSettings, null);
    public static void AddNatsClient(this IHostApplicationBuilder builder, string connectionName, Func<NatsOpts, NatsOpts>? configureOptions) =>
        Add(builder, connectionName, key: null, null, WithServices(configureOptions));
    public static void AddNatsClient(this IHostApplicationBuilder builder, string connectionName, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions) =>
        Add(builder, connectionName, key: null, null, configureOptions);
    public static void AddNatsClient(
        this IHostApplicationBuilder builder, string connectionName, Action<NatsClientSettings>? configureSettings, Func<NatsOpts, NatsOpts>? configureOptions) =>
        Add(builder, connectionName, key: null, configureSettings, WithServices(configureOptions));
    public static void AddNatsClient(
        this IHostApplicationBuilder builder, string connectionName, Action<NatsClientSettings>? configureSettings, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions) =>
        Add(builder, connectionName, key: null, configureSettings, configureOptions);

    /// <summary>Adds the client of <c>ConnectionStrings:name</c> as services keyed by the name, with the health check <c>NATS_name</c>.</summary>
    public static void AddKeyedNatsClient(this IHostApplicationBuilder builder, string name) =>
        Add(builder, name, key: name, null, null);
    public static void AddKeyedNatsClient(this IHostApplicationBuilder builder, string name, Action<NatsClientSettings>? configureSettings) =>
        Add(builder, name, key: name, configureSettings, null);
    public static void AddKeyedNatsClient(this IHostApplicationBuilder builder, string name, Func<NatsOpts, NatsOpts>? configureOptions) =>
        Add(builder, name, key: name, null, WithServices(configureOptions));
    public static void AddKeyedNatsClient(this IHostApplicationBuilder builder, string name, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions) =>
        Add(builder, name, key: name, null, configureOptions);
    public static void AddKeyedNatsClient(
        this IHostApplicationBuilder builder, string name, Action<NatsClientSettings>? configureSettings, Func<NatsOpts, NatsOpts>? configureOptions) =>
        Add(builder, name, key: name, configureSettings, WithServices(configureOptions));
    public static void AddKeyedNatsClient(
        this IHostApplicationBuilder builder, string name, Action<NatsClientSettings>? configureSettings, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions) =>
        Add(builder, name, key: name, configureSettings, configureOptions);

    /// <summary>Adds <see cref="INatsJSContext"/> over the client that has no key.</summary>
    public static void AddNatsJetStream(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.AddSingleton(services => services.GetRequiredService<INatsConnection>().CreateJetStreamContext());
    }

    private static void Add(
        IHostApplicationBuilder builder, string name, string? key, Action<NatsClientSettings>? configureSettings, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);

        var settings = ReadSettings(builder.Configuration, name);
        configureSettings?.Invoke(settings);

        // A null key makes a service without one.
        builder.Services.TryAddKeyedSingleton(key, (services, _) => Connect(services, name, settings, configureOptions));
        builder.Services.TryAddKeyedSingleton<INatsConnection>(key, (services, _) => services.GetRequiredKeyedService<NatsConnection>(key));
        builder.Services.TryAddKeyedSingleton<INatsClient>(key, (services, _) => services.GetRequiredKeyedService<NatsConnection>(key));

        if (!settings.DisableHealthChecks) AddHealthCheck(builder, key);
        if (!settings.DisableTracing) builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("NATS.Net"));
    }

    private static NatsClientSettings ReadSettings(IConfiguration configuration, string name)
    {
        var settings = new NatsClientSettings();
        configuration.GetSection(Section).Bind(settings);
        configuration.GetSection($"{Section}:{name}").Bind(settings);
        settings.ConnectionString = configuration.GetConnectionString(name) ?? settings.ConnectionString;
        return settings;
    }

    private static NatsConnection Connect(
        IServiceProvider services, string name, NatsClientSettings settings, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions)
    {
        var url = settings.ConnectionString ?? throw new InvalidOperationException(
            $"NATS connection string not found: {name}. Set ConnectionStrings:{name}, or ConnectionString in the section {Section}:{name} or {Section}.");
        var options = NatsOpts.Default with
        {
            LoggerFactory = services.GetRequiredService<ILoggerFactory>(),
            SerializerRegistry = NatsClientDefaultSerializerRegistry.Default,
        };
        return new NatsConnection((configureOptions?.Invoke(services, options) ?? options) with { Url = url });
    }

    private static void AddHealthCheck(IHostApplicationBuilder builder, string? key)
    {
        var name = key is null ? "NATS" : $"NATS_{key}";

        // Two checks of one name would end the health service; a second client of the same name is no second client either.
        if (!builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true)) return;

        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name, services => new NatsHealthCheck(services.GetRequiredKeyedService<INatsConnection>(key)), failureStatus: null, tags: null));
    }

    private static Func<IServiceProvider, NatsOpts, NatsOpts>? WithServices(Func<NatsOpts, NatsOpts>? configure) =>
        configure is null ? null : (_, options) => configure(options);
}
