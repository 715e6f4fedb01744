namespace BoxBox.Tifosi.Commands;

/// <summary>What the program ends with.</summary>
internal static class Exit
{
    public const int Fine = 0;

    /// <summary>It could not be done: the gateway is away or refuses, the order failed, the ledger does not balance.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the scenario's file breaks a rule.</summary>
    public const int Usage = 2;

    /// <summary>A threshold is crossed; k6's number for it.</summary>
    public const int ThresholdCrossed = 99;

    /// <summary>Told to stop (Ctrl+C), and stopped in order; the shell's number for it.</summary>
    public const int Stopped = 130;
}
