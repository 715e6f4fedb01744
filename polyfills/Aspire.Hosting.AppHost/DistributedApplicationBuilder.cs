using System.Reflection;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Health;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    // A process has 10 s to end; several that depend on each other end one after the other.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(60);

    private readonly HostApplicationBuilder host;
    private readonly DistributedApplicationExecutionContextOptions execution = new(DistributedApplicationOperation.Run);
    private readonly BuilderHooks? hooks = BuilderHooks.Current;
    private bool built;

    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new HostApplicationBuilderSettings { Args = options.Args, Configuration = new ConfigurationManager() };
        hooks?.Constructing(options, settings);
        AppHostAssembly = AppHostInfo.AssemblyOf(options);
        var info = AppHostInfo.Of(AppHostAssembly);
        AppHostDirectory = options.ProjectDirectory ?? info.Directory ?? Directory.GetCurrentDirectory();
        AppHostPath = Path.Combine(AppHostDirectory, info.ProjectFile ?? AppHostAssembly?.GetName().Name ?? "");
        settings.ApplicationName ??= AppHostAssembly?.GetName().Name;
        settings.ContentRootPath ??= AppHostDirectory;
        host = new HostApplicationBuilder(settings);
        if (Configuration["operation"] == "publish" || Configuration["publisher"] is not null)
        {
            throw Unsupported.PublishMode();
        }

        ExecutionContext = new DistributedApplicationExecutionContext(execution);
        Configure(options);
        AddServices(options);
        hooks?.Constructed(this);
    }

    public ConfigurationManager Configuration => host.Configuration;

    public string AppHostDirectory { get; }

    public string AppHostPath { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => host.Environment;

    public IServiceCollection Services => host.Services;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    internal bool IsUnderTest => hooks is not null;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (Resources.FirstOrDefault(r => string.Equals(r.Name, resource.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            throw new DistributedApplicationException($"Cannot add resource of type '{resource.GetType()}' with name '{resource.Name}' because resource of type '{other.GetType()}' with that name already exists. Resource names are case-insensitive.");
        }

        if (resource is ContainerResource)
        {
            throw Unsupported.Containers(resource.Name);
        }

        if (resource is ProjectResource or ExecutableResource)
        {
            LifecycleCommands.AddTo(resource);
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build()
    {
        if (built)
        {
            throw new InvalidOperationException("Build can only be called once.");
        }

        built = true;
        hooks?.Building(this);
        var application = new DistributedApplication(host.Build(), hooks);
        execution.ServiceProvider = application.Services;
        hooks?.Built(application);
        return application;
    }

    private void Configure(DistributedApplicationOptions options)
    {
        var own = new Dictionary<string, string?> { ["AppHost:Directory"] = AppHostDirectory, ["AppHost:Path"] = AppHostPath };
        if (!options.DisableDashboard && Configuration["AppHost:OtlpApiKey"] is null)
        {
            own["AppHost:OtlpApiKey"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        }

        Configuration.AddInMemoryCollection(own);
        host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None);
    }

    private void AddServices(DistributedApplicationOptions options)
    {
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddSingleton(options);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(new DistributedApplicationModel(Resources));
        Services.AddSingleton(services => new ResourceLoggerService { Time = services.GetRequiredService<TimeProvider>() });
        Services.AddSingleton<ResourceNotificationService>();
        Services.AddSingleton(services => new ResourceCommandService(
            services.GetRequiredService<ResourceNotificationService>(), services.GetRequiredService<ResourceLoggerService>(),
            services, services.GetRequiredService<DistributedApplicationModel>()));
        Services.Configure<ResourceNotificationServiceOptions>(o =>
            o.DefaultWaitBehavior = options.DisableDashboard ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable);
        Services.Configure<HostOptions>(o => o.ShutdownTimeout = ShutdownTimeout);
        Services.AddHealthChecks();
        Services.AddSingleton(AppHostInfo.Of(AppHostAssembly));
        Services.AddSingleton<ResourceUrls>();
        Services.AddSingleton<EndpointAllocator>();
        Services.AddSingleton<Orchestrator>();
        if (!options.DisableDashboard)
        {
            Services.AddHostedService<Dashboard.DashboardService>();
        }

        Services.AddHostedService<ResourceOutputForwarder>();
        Services.AddHostedService<ResourceHealthMonitor>();
        Services.AddHostedService(services => services.GetRequiredService<Orchestrator>());
    }
}
