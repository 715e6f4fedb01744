using Aspire.NATS.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Microsoft.Extensions.Hosting;

/// <summary>Registers NATS clients with health check and tracing.</summary>
public static class AspireNatsClientExtensions
{
    /// <summary>Registers <see cref="INatsConnection"/> for the server named by <c>ConnectionStrings:CONNECTIONNAME</c>.</summary>
    public static void AddNatsClient(this IHostApplicationBuilder builder, string connectionName) =>
        AddClient(builder, connectionName, null, null, null);

    /// <inheritdoc cref="AddNatsClient(IHostApplicationBuilder, string)"/>
    public static void AddNatsClient(this IHostApplicationBuilder builder, string connectionName, Action<NatsClientSettings>? configureSettings) =>
        AddClient(builder, connectionName, null, configureSettings, null);

    /// <inheritdoc cref="AddNatsClient(IHostApplicationBuilder, string)"/>
    public static void AddNatsClient(this IHostApplicationBuilder builder, string connectionName, Func<NatsOpts, NatsOpts>? configureOptions) =>
        AddClient(builder, connectionName, null, null, WithServices(configureOptions));

    /// <inheritdoc cref="AddNatsClient(IHostApplicationBuilder, string)"/>
    public static void AddNatsClient(this IHostApplicationBuilder builder, string connectionName, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions) =>
        AddClient(builder, connectionName, null, null, configureOptions);

    /// <inheritdoc cref="AddNatsClient(IHostApplicationBuilder, string)"/>
    public static void AddNatsClient(this IHostApplicationBuilder builder, string connectionName, Action<NatsClientSettings>? configureSettings, Func<NatsOpts, NatsOpts>? configureOptions) =>
        AddClient(builder, connectionName, null, configureSettings, WithServices(configureOptions));

    /// <inheritdoc cref="AddNatsClient(IHostApplicationBuilder, string)"/>
    public static void AddNatsClient(this IHostApplicationBuilder builder, string connectionName, Action<NatsClientSettings>? configureSettings, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions) =>
        AddClient(builder, connectionName, null, configureSettings, configureOptions);

    /// <summary>Registers a keyed <see cref="INatsConnection"/>; the key is the connection's name.</summary>
    public static void AddKeyedNatsClient(this IHostApplicationBuilder builder, string name) =>
        AddClient(builder, name, name, null, null);

    /// <inheritdoc cref="AddKeyedNatsClient(IHostApplicationBuilder, string)"/>
    public static void AddKeyedNatsClient(this IHostApplicationBuilder builder, string name, Action<NatsClientSettings>? configureSettings) =>
        AddClient(builder, name, name, configureSettings, null);

    /// <inheritdoc cref="AddKeyedNatsClient(IHostApplicationBuilder, string)"/>
    public static void AddKeyedNatsClient(this IHostApplicationBuilder builder, string name, Func<NatsOpts, NatsOpts>? configureOptions) =>
        AddClient(builder, name, name, null, WithServices(configureOptions));

    /// <inheritdoc cref="AddKeyedNatsClient(IHostApplicationBuilder, string)"/>
    public static void AddKeyedNatsClient(this IHostApplicationBuilder builder, string name, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions) =>
        AddClient(builder, name, name, null, configureOptions);

    /// <inheritdoc cref="AddKeyedNatsClient(IHostApplicationBuilder, string)"/>
    public static void AddKeyedNatsClient(this IHostApplicationBuilder builder, string name, Action<NatsClientSettings>? configureSettings, Func<NatsOpts, NatsOpts>? configureOptions) =>
        AddClient(builder, name, name, configureSettings, WithServices(configureOptions));

    /// <inheritdoc cref="AddKeyedNatsClient(IHostApplicationBuilder, string)"/>
    public static void AddKeyedNatsClient(this IHostApplicationBuilder builder, string name, Action<NatsClientSettings>? configureSettings, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions) =>
        AddClient(builder, name, name, configureSettings, configureOptions);

    /// <summary>Registers <see cref="INatsJSContext"/> on the registered <see cref="INatsConnection"/>.</summary>
    public static void AddNatsJetStream(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<INatsJSContext>(static services => new NatsJSContextFactory().CreateContext(services.GetRequiredService<INatsConnection>()));
    }

    private static void AddClient(IHostApplicationBuilder builder, string connectionName, string? key, Action<NatsClientSettings>? configureSettings, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var settings = NatsClientRegistration.ReadSettings(builder.Configuration, connectionName);
        configureSettings?.Invoke(settings);
        var registration = new NatsClientRegistration(connectionName, key, settings, configureOptions);
        registration.AddConnection(builder.Services);
        registration.AddHealthCheck(builder);
        registration.AddTracing(builder.Services);
    }

    private static Func<IServiceProvider, NatsOpts, NatsOpts>? WithServices(Func<NatsOpts, NatsOpts>? configureOptions) =>
        configureOptions is null ? null : (_, options) => configureOptions(options);
}
