using System.Net;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>From a target host to the addresses a proxy listens at, and to the one others use.</summary>
internal static class BindAddress
{
    public static IReadOnlyList<IPAddress> Of(string targetHost) => targetHost switch
    {
        _ when IsLocalhost(targetHost) => [IPAddress.Loopback, IPAddress.IPv6Loopback],
        _ when IPAddress.TryParse(targetHost.Trim('[', ']'), out var address) && !address.Equals(IPAddress.IPv6Any) && !address.Equals(IPAddress.Any) => [address],
        "0.0.0.0" => [IPAddress.Any],
        _ => [IPAddress.Any, IPAddress.IPv6Any],
    };

    public static (string Address, EndpointBindingMode Mode) Reached(string targetHost) => targetHost switch
    {
        _ when IsLocalhost(targetHost) => (KnownHostNames.Localhost, EndpointBindingMode.SingleAddress),
        "0.0.0.0" => (KnownHostNames.Localhost, EndpointBindingMode.IPv4AnyAddresses),
        "::" or "[::]" => (KnownHostNames.Localhost, EndpointBindingMode.IPv6AnyAddresses),
        _ when IPAddress.TryParse(targetHost.Trim('[', ']'), out _) => (targetHost, EndpointBindingMode.SingleAddress),
        _ => (KnownHostNames.Localhost, EndpointBindingMode.DualStackAnyAddresses),
    };

    private static bool IsLocalhost(string host) =>
        host.Equals(KnownHostNames.Localhost, StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
