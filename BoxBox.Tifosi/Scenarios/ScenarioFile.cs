using System.Globalization;
using System.Text.Json;
using BoxBox.Tifosi.Load;
using BoxBox.Tifosi.Results;

namespace BoxBox.Tifosi.Scenarios;

/// <summary>Reads a scenario of one's own (docs/tifosi.md says how it is written), and tells of each mistake the line and the rule.</summary>
internal sealed class ScenarioFile
{
    private const int MostUsers = 100_000;
    private const int MostStages = 1_000;

    private static readonly string[] Fields = ["name", "startUsers", "pause", "stages", "gracefulRampDown", "gracefulStop", "thresholds"];
    private static readonly string[] StageFields = ["duration", "target", "says"];

    private readonly List<(int Line, string Rule)> _mistakes = [];
    private readonly List<Threshold> _thresholds = [];

    private ScenarioFile(JsonPart root, string name) => Scenario = ReadAll(root, name);

    public Scenario Scenario { get; }

    public IReadOnlyList<Threshold> Thresholds => _thresholds;

    /// <param name="path">Of the file; its name is the scenario's where it has none.</param>
    /// <exception cref="FormatException">It breaks rules; a line each.</exception>
    public static ScenarioFile Parse(byte[] json, string path)
    {
        JsonPart root;
        try
        {
            root = JsonPart.Parse(json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}:{e.LineNumber + 1}: this is not JSON: {e.Message.Split(" LineNumber:")[0]}");
        }

        var file = new ScenarioFile(root, Path.GetFileNameWithoutExtension(path));
        return file._mistakes.Count == 0
            ? file
            : throw new FormatException(string.Join(Environment.NewLine, file._mistakes.OrderBy(mistake => mistake.Line).Select(mistake => $"{path}:{mistake.Line}: {mistake.Rule}")));
    }

    private Scenario ReadAll(JsonPart root, string name)
    {
        if (!Is(root, JsonTokenType.StartObject, "the file", "an object with \"stages\"")) return FerrariScenarios.Losing;
        var fields = FieldsOf(root, "the file", Fields);
        var defaults = new Scenario { Name = name, Stages = [] };
        var scenario = new Scenario
        {
            Name = fields.TryGetValue("name", out var title) && Is(title, JsonTokenType.String, "name", "text") ? title.Text : name,
            StartUsers = fields.TryGetValue("startUsers", out var start) ? Users(start, "startUsers") : defaults.StartUsers,
            Pause = Duration(fields, "pause", defaults.Pause),
            GracefulRampDown = Duration(fields, "gracefulRampDown", defaults.GracefulRampDown),
            GracefulStop = Duration(fields, "gracefulStop", defaults.GracefulStop),
            Stages = fields.TryGetValue("stages", out var stages) ? Stages(stages) : Missing(root),
        };
        if (fields.TryGetValue("thresholds", out var wanted)) ReadThresholds(wanted);
        if (_mistakes.Count == 0 && scenario.StartUsers == 0 && scenario.Stages.All(stage => stage.Target == 0)) Wrong(root, "nobody would ever order: startUsers or a stage's target must be greater than 0");
        return scenario;
    }

    private Dictionary<string, JsonPart> FieldsOf(JsonPart part, string where, string[] known)
    {
        var fields = new Dictionary<string, JsonPart>();
        foreach (var (name, line, value) in part.Members)
        {
            if (!known.Contains(name)) _mistakes.Add((line, $"{where} has no \"{name}\"; there are {string.Join(", ", known)}"));
            else if (!fields.TryAdd(name, value)) _mistakes.Add((line, $"\"{name}\" stands here twice"));
        }

        return fields;
    }

    private List<Stage> Missing(JsonPart root)
    {
        Wrong(root, "\"stages\" is missing: a list of {\"duration\": \"10s\", \"target\": 10}");
        return [];
    }

    private List<Stage> Stages(JsonPart part)
    {
        if (!Is(part, JsonTokenType.StartArray, "stages", "a list")) return [];
        if (part.Items.Count is 0 or > MostStages) Wrong(part, $"stages must be 1 to {MostStages}");
        return [.. part.Items.Select(ReadStage)];
    }

    private Stage ReadStage(JsonPart part, int index)
    {
        var where = $"stages[{index}]";
        if (!Is(part, JsonTokenType.StartObject, where, "an object with duration and target")) return new Stage(TimeSpan.Zero, 0);
        var fields = FieldsOf(part, where, StageFields);
        foreach (var field in StageFields[..2].Where(field => !fields.ContainsKey(field))) Wrong(part, $"{where}.{field} is missing");
        return new Stage(
            Duration(fields, "duration", TimeSpan.Zero, $"{where}."),
            fields.TryGetValue("target", out var target) ? Users(target, $"{where}.target") : 0,
            fields.TryGetValue("says", out var says) && Is(says, JsonTokenType.String, $"{where}.says", "text") ? says.Text : null);
    }

    private void ReadThresholds(JsonPart part)
    {
        if (!Is(part, JsonTokenType.StartObject, "thresholds", "an object: {\"http_req_duration\": [\"p(95)<200\"]}")) return;
        foreach (var (metric, _, list) in part.Members)
        {
            if (!Is(list, JsonTokenType.StartArray, $"thresholds.{metric}", "a list of texts")) continue;
            foreach (var item in list.Items.Where(item => Is(item, JsonTokenType.String, $"thresholds.{metric}", "a list of texts"))) ReadThreshold(metric, item);
        }
    }

    private void ReadThreshold(string metric, JsonPart item)
    {
        try
        {
            _thresholds.Add(Threshold.Parse(metric, item.Text));
        }
        catch (FormatException e)
        {
            Wrong(item, e.Message);
        }
    }

    private TimeSpan Duration(Dictionary<string, JsonPart> fields, string name, TimeSpan otherwise, string where = "")
    {
        if (!fields.TryGetValue(name, out var part)) return otherwise;
        if (part.Kind == JsonTokenType.String && Durations.TryParse(part.Text, out var duration)) return duration;
        Wrong(part, $"{where}{name} must be {Durations.Rule}, at most a week; it is {Said(part)}");
        return otherwise;
    }

    private int Users(JsonPart part, string where)
    {
        if (part.Kind == JsonTokenType.Number && int.TryParse(part.Text, CultureInfo.InvariantCulture, out var users) && users is >= 0 and <= MostUsers) return users;
        Wrong(part, $"{where} must be a whole number of users, 0 to {MostUsers}; it is {Said(part)}");
        return 0;
    }

    private bool Is(JsonPart part, JsonTokenType kind, string where, string rule)
    {
        if (part.Kind == kind) return true;
        Wrong(part, $"{where} must be {rule}; it is {Said(part)}");
        return false;
    }

    private void Wrong(JsonPart part, string rule) => _mistakes.Add((part.Line, rule));

    private static string Said(JsonPart part) => part.Kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => $"\"{part.Text}\"",
        _ => part.Text,
    };
}
