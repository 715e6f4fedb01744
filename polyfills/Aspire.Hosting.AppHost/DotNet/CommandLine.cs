using System.Text;

namespace Aspire.Hosting.DotNet;

/// <summary>Splits the commandLineArgs of a launch profile: at blanks, except within double quotes; a backslash takes a quote literally.</summary>
internal static class CommandLine
{
    public static IReadOnlyList<string> Split(string line)
    {
        var arguments = new List<string>();
        var current = new StringBuilder();
        var (quoted, begun) = (false, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] == '"')
            {
                current.Append(line[++i]);
                begun = true;
            }
            else if (line[i] == '"')
            {
                (quoted, begun) = (!quoted, true);
            }
            else if (char.IsWhiteSpace(line[i]) && !quoted)
            {
                Add();
            }
            else
            {
                current.Append(line[i]);
                begun = true;
            }
        }

        Add();
        return arguments;

        void Add()
        {
            if (begun)
            {
                arguments.Add(current.ToString());
                current.Clear();
                begun = false;
            }
        }
    }
}
