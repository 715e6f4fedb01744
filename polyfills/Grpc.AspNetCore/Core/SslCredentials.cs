namespace Grpc.Core;

/// <summary>TLS; certificates of one's own belong to the HTTP handler.</summary>
public sealed class SslCredentials : ChannelCredentials
{
    public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state) =>
        configurator.SetSslCredentials(state, null, null, null);
}
