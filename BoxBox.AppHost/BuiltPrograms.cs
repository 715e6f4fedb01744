namespace BoxBox.AppHost;

/// <summary>Starts each project as the program it was built to, beside the AppHost's own.</summary>
internal static class BuiltPrograms
{
    /// <summary>
    /// Aspire starts a project by <c>dotnet run --no-build</c>, which stays beside it as long as it runs: 85 MB a service, twice the time to the start, and a
    /// pid on the dashboard that is not the service's. An IDE (<c>DEBUG_SESSION_PORT</c>) and <c>dotnet watch</c> start projects in ways of their own; they
    /// keep them, and so does a program that is not built.
    /// </summary>
    public static void StartBuiltPrograms(this IDistributedApplicationBuilder builder)
    {
        if (builder.Configuration["DEBUG_SESSION_PORT"] is not null || builder.Configuration["DOTNET_WATCH"] is not null)
            return;

        // …/bin/Debug/net10.0
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            var file = new FileInfo(project.GetProjectMetadata().ProjectPath);
            var name = Path.GetFileNameWithoutExtension(file.Name) + (OperatingSystem.IsWindows() ? ".exe" : "");
            var program = Path.Combine(file.DirectoryName!, "bin", output.Parent!.Name, output.Name, name);
            if (File.Exists(program))
                project.Annotations.Add(new ExecutableAnnotation { Command = program, WorkingDirectory = file.DirectoryName! });
        }
    }
}
