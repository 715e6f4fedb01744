using Grpc.Core;
using Grpc.Net.Client.Balancer;

namespace BoxBox.Tests.Fixtures.Maestro;

/// <summary>Stands for DNS, in which every name has these addresses.</summary>
internal sealed class FakeNames(params Uri[] addresses) : ResolverFactory
{
    public override string Name => "dns";

    public override Resolver Create(ResolverOptions options) => new FakeResolver(addresses);

    private sealed class FakeResolver(Uri[] addresses) : Resolver
    {
        public override void Start(Action<ResolverResult> listener) =>
            listener(ResolverResult.ForResult([.. addresses.Select(address => new BalancerAddress(address.Host, address.Port))]));
    }
}
