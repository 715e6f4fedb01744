namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>One span, log record or data point breaks a rule of the protocol; the message names the field and the rule.</summary>
internal sealed class BadItemException(string message) : Exception(message);
