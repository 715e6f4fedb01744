namespace OpenTelemetry.Instrumentation.Runtime;

/// <summary>There is nothing to choose.</summary>
public class RuntimeInstrumentationOptions;
