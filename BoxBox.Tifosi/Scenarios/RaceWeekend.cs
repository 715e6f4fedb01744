using BoxBox.Tifosi.Load;

namespace BoxBox.Tifosi.Scenarios;

/// <summary>Practice, qualifying and the race, with Ferrari's fortune drawn by the dice; the hunger of the fans follows it. The same seed is the same weekend.</summary>
internal static class RaceWeekend
{
    private const int LastPlace = 12;

    // Of the whole: what a lap of each session takes. Ten, twelve and twenty-two of them, with some for the grid and the flag.
    private const double Lap = 1.0 / 48;

    public static Scenario Draw(int seed, TimeSpan length)
    {
        var dice = new Random(seed);
        var stages = new List<Stage>();
        Practice(stages, dice);
        var grid = Qualifying(stages, dice);
        Race(stages, dice, grid);
        return new Scenario
        {
            Name = $"race weekend {seed}",
            StartUsers = 2,
            Stages = [.. stages.Select(stage => stage with { Duration = length * stage.Duration.TotalSeconds })],
        };
    }

    private static void Practice(List<Stage> stages, Random dice)
    {
        stages.Add(Laps(2, 8, "Friday. Practice begins, and the first fans find their seats."));
        stages.Add(Laps(4, 8 + dice.Next(8), OneOf(dice, "Long runs on the hard tyre. Time for a snack.", "Sector two looks quick. Somebody orders twice.", "An aero rake and a lot of yellow paint. Breakfast goes on.")));
        if (dice.NextDouble() < 0.3) stages.Add(Laps(1, 30, "Red flag! The cars stand still; the ovens do not."));
        stages.Add(Laps(3, 6, "The session is over, and the grandstands empty."));
    }

    /// <returns>The place on the grid.</returns>
    private static int Qualifying(List<Stage> stages, Random dice)
    {
        stages.Add(Laps(3, 20, "Saturday. Q1: both Ferraris are through, as one may expect."));
        stages.Add(Laps(3, 35, OneOf(dice, "Q2, on used softs. Nerves, and pizza against them.", "Q2: traffic in the last corner. The stands hold their breath.")));
        var place = 1 + (int)(dice.NextDouble() * dice.NextDouble() * LastPlace);
        stages.Add(Laps(1, 60, "Q3. One lap. Nobody sits."));
        stages.Add(Laps(2, Hunger(place), place == 1 ? "POLE! The tifosi are on the fences." : $"P{place} on the grid tomorrow."));
        stages.Add(Laps(3, 5, "Night over the paddock."));
        return place;
    }

    private static void Race(List<Stage> stages, Random dice, int place)
    {
        stages.Add(Laps(2, 40, "Sunday. The anthem, and the cars on the grid."));
        stages.Add(Laps(1, 50, "Lights out!"));
        for (var lap = 0; lap < 18; lap += 3)
        {
            var before = place;
            place = Math.Clamp(place + Swing(dice), 1, LastPlace);
            stages.Add(Laps(1, Hunger(place), Turn(dice, before, place)));
            stages.Add(Laps(2, Hunger(place)));
        }

        stages.Add(place == 1
            ? Laps(2, 120, "FERRARI WINS! Forza Ferrari, and pizza for everybody!")
            : Laps(2, Hunger(place), place <= 3 ? $"A podium: P{place}." : $"The flag, and P{place}. There is always the next race."));
        stages.Add(Laps(4, 0, "The fans go home."));
    }

    private static int Swing(Random dice) => dice.NextDouble() switch { < 0.12 => 4, < 0.3 => 1, < 0.55 => 0, < 0.8 => -1, < 0.93 => -2, _ => -5 };

    private static int Hunger(int place) => place switch { 1 => 100, 2 => 70, 3 => 50, <= 6 => 30, _ => 12 };

    private static string Turn(Random dice, int before, int place) => (before, place) switch
    {
        (> 1, 1) => OneOf(dice, "Ferrari takes the lead!", "Down the inside into the first corner, and through: Ferrari leads!"),
        (1, 1) => OneOf(dice, "Ferrari leads, and pulls away.", "Purple, purple, purple."),
        _ when place - before >= 3 => OneOf(dice, "A slow stop: the left rear does not come on.", "Box, box! And the pit wall had another plan."),
        _ when place > before => OneOf(dice, $"The tyres are gone. P{place}.", $"Undercut. P{place}."),
        _ when before - place >= 3 => $"Safety car, and we are already in the pits! P{place}.",
        _ when place < before => OneOf(dice, $"A fine move: P{place}.", $"Box, box! 2.1 seconds. P{place}."),
        _ => OneOf(dice, $"P{place}, and saving tyres.", $"P{place}, in a train of cars."),
    };

    private static Stage Laps(int laps, int users, string? says = null) => new(TimeSpan.FromSeconds(laps * Lap), users, says);

    private static string OneOf(Random dice, params string[] lines) => lines[dice.Next(lines.Length)];
}
