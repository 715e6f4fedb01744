using BoxBox.Tifosi.Load;
using BoxBox.Tifosi.Scenarios;

namespace BoxBox.Tests.Unit.Tifosi;

public sealed class ScenarioFileTests
{
    [Fact]
    public void A_file_says_all_that_a_scenario_has()
    {
        var file = Parse("""
            {
              // Comments are fine, and a comma too many.
              "name": "pit stops",
              "startUsers": 3,
              "pause": "250ms",
              "gracefulRampDown": "0s",
              "gracefulStop": "1m30s",
              "stages": [
                { "duration": "10s", "target": 10, "says": "Box, box!" },
                { "duration": "0", "target": 0 },
              ],
              "thresholds": { "http_req_duration": ["p(95)<200", "max<1000"], "http_req_failed": ["rate<0.01"] }
            }
            """);

        Assert.Equal(("pit stops", 3, TimeSpan.FromMilliseconds(250)), (file.Scenario.Name, file.Scenario.StartUsers, file.Scenario.Pause));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(90)), (file.Scenario.GracefulRampDown, file.Scenario.GracefulStop));
        Assert.Equal([new Stage(TimeSpan.FromSeconds(10), 10, "Box, box!"), new Stage(TimeSpan.Zero, 0)], file.Scenario.Stages);
        Assert.Equal(["p(95)<200", "max<1000", "rate<0.01"], file.Thresholds.Select(threshold => threshold.Expression));
    }

    [Fact]
    public void What_a_file_does_not_say_is_as_in_k6()
    {
        var scenario = Parse("""{ "stages": [ { "duration": "1s", "target": 5 } ] }""").Scenario;

        Assert.Equal(("mine", 1, TimeSpan.FromSeconds(1)), (scenario.Name, scenario.StartUsers, scenario.Pause));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)), (scenario.GracefulRampDown, scenario.GracefulStop));
    }

    [Theory]
    [InlineData("", "mine.json:1: this is not JSON")]
    [InlineData("{\n\"stages\": [\n{ \"duration\" \"1s\" }\n]}", "mine.json:3: this is not JSON")]
    [InlineData("{\n\"stages\": []} {}", "mine.json:2: this is not JSON")]
    [InlineData("[]", "mine.json:1: the file must be an object with \"stages\"; it is a list")]
    [InlineData("{\n}", "mine.json:1: \"stages\" is missing")]
    [InlineData("{\n\"stages\": 3 }", "mine.json:2: stages must be a list; it is 3")]
    [InlineData("{\n\"stages\": [] }", "mine.json:2: stages must be 1 to 1000")]
    [InlineData("{\n\"stages\": [\n7] }", "mine.json:3: stages[0] must be an object with duration and target; it is 7")]
    [InlineData("{\n\"stages\": [\n{\"target\": 1}] }", "mine.json:3: stages[0].duration is missing")]
    [InlineData("{\n\"stages\": [\n{\"duration\": \"1s\"}] }", "mine.json:3: stages[0].target is missing")]
    [InlineData("{\n\"stages\": [\n{\"duration\": \"1s\", \"target\": 1, \"goal\": 2}] }", "mine.json:3: stages[0] has no \"goal\"; there are duration, target, says")]
    [InlineData("{\n\"stages\": [\n{\"duration\":\n\"ten\", \"target\": 1}] }", "mine.json:4: stages[0].duration must be a duration such as \"10s\", \"1m30s\" or \"500ms\", at most a week; it is \"ten\"")]
    [InlineData("{\n\"stages\": [\n{\"duration\": 10, \"target\": 1}] }", "mine.json:3: stages[0].duration must be a duration")]
    [InlineData("{\n\"stages\": [\n{\"duration\": \"999h\", \"target\": 1}] }", "at most a week")]
    [InlineData("{\n\"stages\": [\n{\"duration\": \"1s\", \"target\": -1}] }", "mine.json:3: stages[0].target must be a whole number of users, 0 to 100000; it is -1")]
    [InlineData("{\n\"stages\": [\n{\"duration\": \"1s\", \"target\": 1.5}] }", "mine.json:3: stages[0].target must be a whole number")]
    [InlineData("{\n\"stages\": [\n{\"duration\": \"1s\", \"target\": 1, \"says\": 5}] }", "mine.json:3: stages[0].says must be text; it is 5")]
    [InlineData("{\n\"startUsers\": \"3\",\n\"stages\": [{\"duration\": \"1s\", \"target\": 1}] }", "mine.json:2: startUsers must be a whole number of users")]
    [InlineData("{\n\"pause\": null,\n\"stages\": [{\"duration\": \"1s\", \"target\": 1}] }", "mine.json:2: pause must be a duration")]
    [InlineData("{\n\"name\": [],\n\"stages\": [{\"duration\": \"1s\", \"target\": 1}] }", "mine.json:2: name must be text; it is a list")]
    [InlineData("{\n\"stage\": [],\n\"stages\": [{\"duration\": \"1s\", \"target\": 1}] }", "mine.json:2: the file has no \"stage\"; there are name, startUsers")]
    [InlineData("{\n\"pause\": \"1s\",\n\"pause\": \"2s\",\n\"stages\": [{\"duration\": \"1s\", \"target\": 1}] }", "mine.json:3: \"pause\" stands here twice")]
    [InlineData("{\n\"startUsers\": 0, \"stages\": [{\"duration\": \"1s\", \"target\": 0}] }", "mine.json:1: nobody would ever order")]
    [InlineData("{\n\"stages\": [{\"duration\": \"1s\", \"target\": 1}],\n\"thresholds\": [] }", "mine.json:3: thresholds must be an object")]
    [InlineData("{\n\"stages\": [{\"duration\": \"1s\", \"target\": 1}],\n\"thresholds\": {\"checks\": \"rate>0.9\"} }", "mine.json:3: thresholds.checks must be a list of texts; it is \"rate>0.9\"")]
    [InlineData("{\n\"stages\": [{\"duration\": \"1s\", \"target\": 1}],\n\"thresholds\": {\"checks\": [\n3]} }", "mine.json:4: thresholds.checks must be a list of texts; it is 3")]
    [InlineData("{\n\"stages\": [{\"duration\": \"1s\", \"target\": 1}],\n\"thresholds\": {\"checks\": [\n\"rate\"]} }", "mine.json:4: 'rate' is no threshold")]
    [InlineData("{\n\"stages\": [{\"duration\": \"1s\", \"target\": 1}],\n\"thresholds\": {\"speed\": [\n\"rate>1\"]} }", "mine.json:4: There is no metric 'speed'")]
    public void A_mistake_is_told_with_its_line_and_its_rule(string json, string expected)
    {
        var refusal = Assert.Throws<FormatException>(() => Parse(json));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_mistakes_are_told_at_once_in_the_order_of_their_lines()
    {
        var refusal = Assert.Throws<FormatException>(() => Parse("""
            {
              "pause": "soon",
              "stages": [
                { "duration": "1s", "target": "many" }
              ],
              "startUsers": -1
            }
            """));

        Assert.Equal(["mine.json:2", "mine.json:4", "mine.json:6"], refusal.Message.Split(Environment.NewLine).Select(line => string.Join(':', line.Split(':')[..2])));
    }

    private static ScenarioFile Parse(string json) => ScenarioFile.Parse(Encoding.UTF8.GetBytes(json), "mine.json");
}
