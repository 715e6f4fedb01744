namespace BoxBox.Drills.Faults;

/// <summary>
/// Where a service can be told to fail: before a step is sent to the stream, and after the stream has confirmed it; before a message is acknowledged, and
/// after the server has confirmed that; before the Panettiere turns to a request for dough, and the Fornaio to one to bake.
/// </summary>
internal enum DrillPoint
{
    BeforePublish,
    AfterPublish,
    BeforeAck,
    AfterAck,
    Dough,
    Oven,
}
