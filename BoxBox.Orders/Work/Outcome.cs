namespace BoxBox.Orders.Work;

/// <summary>What has become of a delivery.</summary>
internal enum Outcome
{
    Open,
    Finished,
    GivenBack,
    GivenUp,
}
