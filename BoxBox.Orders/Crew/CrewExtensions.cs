using System.Text.RegularExpressions;

namespace BoxBox.Orders.Crew;

public static partial class CrewExtensions
{
    /// <summary>
    /// Adds this process to the crew as a <see cref="CrewMember"/>, e.g. <c>maestro</c>. With a connection string <c>nats</c> it says what it does;
    /// without, it works the same and is not heard.
    /// </summary>
    public static void AddCrew(this IHostApplicationBuilder builder, string role, CrewState state = CrewState.Idle)
    {
        var instance = InstanceOf(builder.Configuration);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => new CrewMember(role, instance, state, services.GetRequiredService<TimeProvider>()));
        if (string.IsNullOrEmpty(builder.Configuration.GetConnectionString("nats")))
            return;
        if (!builder.Services.Any(service => service.ServiceType == typeof(INatsConnection)))
            builder.AddNatsConnection();
        builder.Services.AddHostedService<CrewVoice>();
    }

    /// <summary>The <c>service.instance.id</c> of the telemetry, as one token of a subject; where there is none, the machine and the process.</summary>
    internal static string InstanceOf(IConfiguration configuration)
    {
        var attributes = (configuration["OTEL_RESOURCE_ATTRIBUTES"] ?? "").Split(',').Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries));
        var given = attributes.FirstOrDefault(pair => pair is ["service.instance.id", not ""])?[1];
        return NoToken().Replace(given is null ? $"{Environment.MachineName}-{Environment.ProcessId}" : Uri.UnescapeDataString(given), "_");
    }

    [GeneratedRegex(@"[\s.*>\p{C}]")]
    private static partial Regex NoToken();
}
