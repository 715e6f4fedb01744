using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using BoxBox.Tifosi.Scenarios;

namespace BoxBox.Tifosi.Commands;

/// <summary>Options whose values have a form and a range; what is wrong is said by name and rule.</summary>
internal static class Values
{
    public static Option<TimeSpan> Duration(string name, string description, TimeSpan otherwise) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        DefaultValueFactory = _ => otherwise,
        CustomParser = argument => Durations.TryParse(argument.Tokens[0].Value, out var duration) && duration > TimeSpan.Zero
            ? duration
            : Refuse<TimeSpan>(argument, $"{name} must be {Durations.Rule}"),
    };

    /// <returns>A share: <c>5%</c> is 0.05.</returns>
    public static Option<double> Share(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "PERCENT",
        CustomParser = argument => TryParseShare(argument.Tokens[0].Value, out var share) ? share : Refuse<double>(argument, $"{name} must be a share such as 5% or 0.05, at most 100%"),
    };

    public static double ParsePositive(ArgumentResult argument, string name, double most) =>
        double.TryParse(argument.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= most
            ? value
            : Refuse<double>(argument, $"{name} must be a number greater than 0, at most {most.ToString(CultureInfo.InvariantCulture)}");

    public static T Refuse<T>(ArgumentResult argument, string rule)
    {
        argument.AddError($"{rule}; it is '{argument.Tokens[0].Value}'.");
        return default!;
    }

    private static bool TryParseShare(string text, out double share)
    {
        var percent = text.EndsWith('%');
        if (!double.TryParse(text.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out share)) return false;
        if (percent) share /= 100;
        return share is >= 0 and <= 1;
    }
}
