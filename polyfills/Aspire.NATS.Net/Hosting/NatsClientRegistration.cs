using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using OpenTelemetry.Trace;

namespace Aspire.NATS.Net;

/// <summary>What one <c>AddNatsClient</c> registers.</summary>
internal sealed class NatsClientRegistration(string connectionName, string? key, NatsClientSettings settings, Func<IServiceProvider, NatsOpts, NatsOpts>? configureOptions)
{
    private const string SettingsSection = "Aspire:NATS:Net";

    public static NatsClientSettings ReadSettings(IConfiguration configuration, string connectionName)
    {
        var settings = new NatsClientSettings();
        var section = configuration.GetSection(SettingsSection);
        section.Bind(settings);
        section.GetSection(connectionName).Bind(settings);
        settings.ConnectionString = configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        return settings;
    }

    public void AddConnection(IServiceCollection services)
    {
        if (key is null)
        {
            services.TryAddSingleton(Connect);
            services.TryAddSingleton<INatsConnection>(static provider => provider.GetRequiredService<NatsConnection>());
            return;
        }

        services.TryAddKeyedSingleton(key, (provider, _) => Connect(provider));
        services.TryAddKeyedSingleton<INatsConnection>(key, static (provider, key) => provider.GetRequiredKeyedService<NatsConnection>(key));
    }

    public void AddHealthCheck(IHostApplicationBuilder builder)
    {
        var name = key is null ? "NATS" : $"NATS_{connectionName}";

        // Several registrations of the same connection share one check.
        if (settings.DisableHealthChecks || !builder.Properties.TryAdd($"Aspire.HealthChecks.{name}", true))
            return;
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            provider => new NatsHealthCheck(key is null ? provider.GetRequiredService<INatsConnection>() : provider.GetRequiredKeyedService<INatsConnection>(key)),
            failureStatus: null,
            tags: null));
    }

    public void AddTracing(IServiceCollection services)
    {
        if (!settings.DisableTracing)
            services.ConfigureOpenTelemetryTracerProvider(static tracing => tracing.AddSource("NATS.Net"));
    }

    private NatsConnection Connect(IServiceProvider provider)
    {
        var options = NatsOpts.Default with { LoggerFactory = provider.GetRequiredService<ILoggerFactory>() };
        options = configureOptions?.Invoke(provider, options) ?? options;
        return settings.ConnectionString is { } url
            ? new NatsConnection(options with { Url = url })
            : throw new InvalidOperationException($"NATS connection string not found: {connectionName}");
    }
}
