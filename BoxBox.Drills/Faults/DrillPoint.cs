namespace BoxBox.Drills.Faults;

/// <summary>Where a service can be told to fail.</summary>
internal enum DrillPoint
{
    /// <summary>Before a step is sent to the stream.</summary>
    BeforePublish,

    /// <summary>After the stream has confirmed that it has a step.</summary>
    AfterPublish,

    /// <summary>Before a message is acknowledged.</summary>
    BeforeAck,

    /// <summary>After the server has confirmed an acknowledgement.</summary>
    AfterAck,

    /// <summary>Before the Panettiere turns to a request for dough.</summary>
    Dough,

    /// <summary>Before the Fornaio turns to a request to bake.</summary>
    Oven,
}
