namespace BoxBox.Tests.Fixtures;

/// <summary>The checkout that these tests were built in.</summary>
internal static class Repository
{
    /// <exception cref="InvalidOperationException">The tests do not lie in one.</exception>
    public static string Folder(params ReadOnlySpan<string> below)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BoxBox.sln")))
                return Path.Combine([folder.FullName, .. below]);
        }

        throw new InvalidOperationException($"No BoxBox.sln above {AppContext.BaseDirectory}.");
    }

    /// <summary>A folder of the tests' with a package.json, installed.</summary>
    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static string NodePackage(params ReadOnlySpan<string> below)
    {
        var package = Folder(["BoxBox.Tests", .. below]);
        return Directory.Exists(Path.Combine(package, "node_modules"))
            ? package
            : throw new InvalidOperationException($"The package is not installed: run `npm ci` in {package}, or ./test, which does.");
    }
}
