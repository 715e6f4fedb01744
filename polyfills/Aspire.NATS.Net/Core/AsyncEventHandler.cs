namespace NATS.Client.Core;

public delegate ValueTask AsyncEventHandler(object? sender, EventArgs args);

public delegate ValueTask AsyncEventHandler<in TEventArgs>(object? sender, TEventArgs args);
