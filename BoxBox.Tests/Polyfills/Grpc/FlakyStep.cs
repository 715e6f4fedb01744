using Grpc.Core;

namespace BoxBox.Tests.Polyfills.Grpc;

/// <summary>How a flaky server answers one attempt.</summary>
internal sealed record FlakyStep(StatusCode Status, string? Pushback = null, bool HeadersFirst = false);
