using System.Buffers.Text;
using NATS.NKeys;

namespace BoxBox.Tests.Fixtures.Nats;

/// <summary>An operator of NATS with an account, as <c>nsc</c> would make them: its users connect with a credentials file.</summary>
internal sealed class OwnOperator : IDisposable
{
    private readonly KeyPair _operator = KeyPair.CreatePair(PrefixByte.Operator);
    private readonly KeyPair _system = KeyPair.CreatePair(PrefixByte.Account);
    private readonly KeyPair _account = KeyPair.CreatePair(PrefixByte.Account);

    /// <summary>A nats-server's configuration: who has a JWT of this operator's account may connect, and use JetStream.</summary>
    public string ServerConfiguration => $$"""
        operator: {{Sign(_operator, _operator, new { type = "operator", version = 2 })}}
        system_account: {{_system.GetPublicKey()}}
        resolver: MEMORY
        resolver_preload: {
          {{_system.GetPublicKey()}}: {{Sign(_system, _operator, AccountWith(storage: 0))}}
          {{_account.GetPublicKey()}}: {{Sign(_account, _operator, AccountWith(storage: -1))}}
        }
        """;

    /// <summary>The content of the credentials file of a new user of the account.</summary>
    public string NewCredentials()
    {
        using var user = KeyPair.CreatePair(PrefixByte.User);
        var jwt = Sign(user, _account, new { pub = new { }, sub = new { }, subs = -1, data = -1, payload = -1, type = "user", version = 2 });
        return $"""
            -----BEGIN NATS USER JWT-----
            {jwt}
            ------END NATS USER JWT------

            -----BEGIN USER NKEY SEED-----
            {user.GetSeed()}
            ------END USER NKEY SEED------

            """;
    }

    public void Dispose()
    {
        _operator.Dispose();
        _system.Dispose();
        _account.Dispose();
    }

    // -1: without limit.
    private static object AccountWith(int storage) => new
    {
        limits = new { subs = -1, data = -1, payload = -1, imports = -1, exports = -1, wildcards = true, conn = -1, leaf = -1, mem_storage = storage, disk_storage = storage, streams = storage, consumer = storage },
        type = "account",
        version = 2,
    };

    private static string Sign(KeyPair subject, KeyPair issuer, object nats)
    {
        var claims = new { jti = Guid.NewGuid().ToString("N"), iat = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), iss = issuer.GetPublicKey(), name = "box-box", sub = subject.GetPublicKey(), nats };
        var signed = $"{Encode(new { typ = "JWT", alg = "ed25519-nkey" })}.{Encode(claims)}";
        var signature = new byte[64];
        issuer.Sign(Encoding.ASCII.GetBytes(signed), signature);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(object json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
