using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting.Configuration;

/// <summary>Keeps a generated value in the user secrets of the app host, so that the next run finds it as <c>Parameters:&lt;name&gt;</c>.</summary>
internal sealed class UserSecretParameterDefault(string userSecretsId, string name, ParameterDefault generated) : ParameterDefault
{
    // Two parameters may be made at once; two app hosts of one project at once are not meant to.
    private static readonly Lock Gate = new();

    public static ParameterDefault For(IDistributedApplicationBuilder builder, string name, ParameterDefault generated)
    {
        var id = builder.AppHostAssembly?.GetCustomAttributes(typeof(UserSecretsIdAttribute), false).OfType<UserSecretsIdAttribute>().FirstOrDefault()?.UserSecretsId;
        return id is null || builder is not DistributedApplicationBuilder { IsUnderTest: false } ? generated : new UserSecretParameterDefault(id, name, generated);
    }

    public override string GetDefaultValue()
    {
        var value = generated.GetDefaultValue();
        var path = PathHelper.GetSecretsPathFromSecretsId(userSecretsId);
        lock (Gate)
        {
            var secrets = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))?.AsObject() ?? [] : [];
            secrets[$"Parameters:{name}"] = value;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, secrets.ToJsonString(new() { WriteIndented = true }));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        return value;
    }
}
