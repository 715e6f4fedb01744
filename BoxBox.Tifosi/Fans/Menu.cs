using BoxBox.Tifosi.Gateway;

namespace BoxBox.Tifosi.Fans;

/// <summary>Who is hungry in the paddock, where, and for what.</summary>
internal static class Menu
{
    private static readonly string[] Sizes = ["small", "medium", "medium", "large", "large", "large"];
    private static readonly string[] Borders = ["none", "none", "none", "cream_cheese", "cheddar", "chocolate"];
    private static readonly string[] Toppings =
    [
        "mozzarella", "pepperoni", "mushrooms", "prosciutto", "rucola", "basil", "olives", "artichokes", "salame piccante", "gorgonzola", "nduja",
        "anchovies", "capers", "tomatoes", "burrata", "peppers", "onions", "tuna", "egg", "pineapple",
    ];

    private static readonly string[] Places =
    [
        "Garage 16", "Garage 44", "Pit wall", "Hospitality, first floor", "Motorhome", "Engine bay", "Tyre blankets, row 3", "Simulator, Maranello",
        "Media centre", "Parc fermé", "Podium, left side", "Team bus", "Grandstand 7, row 12", "Scrutineering", "Weighbridge", "Race control, back door",
    ];

    private static readonly string[] People =
    [
        "charles_leclerc", "lewis_hamilton", "race_engineer_16", "race_engineer_44", "strategist", "team_principal", "tyre_technician", "front_jack",
        "rear_jack", "wheel_gun_left", "wheel_gun_right", "aerodynamicist", "telemetry_desk", "physio", "press_officer", "tifoso_curva_alboreto",
    ];

    public static OrderBody Draw(Random dice) =>
        new(OneOf(Sizes, dice), DrawToppings(dice), OneOf(Borders, dice), OneOf(Places, dice), OneOf(People, dice));

    private static List<string> DrawToppings(Random dice)
    {
        var plate = new List<string>();
        for (var topping = dice.Next(5); topping > 0; topping--)
        {
            var next = OneOf(Toppings, dice);
            if (!plate.Contains(next)) plate.Add(next);
        }

        return plate;
    }

    private static string OneOf(string[] choice, Random dice) => choice[dice.Next(choice.Length)];
}
