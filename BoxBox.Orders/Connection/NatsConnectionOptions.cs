namespace BoxBox.Orders.Connection;

/// <summary>
/// How a service shows a NATS server who it is, and makes sure of the server; section <c>Nats</c>. A user and his password stand in the connection
/// string instead: <c>nats://user:password@host</c>.
/// </summary>
public sealed class NatsConnectionOptions : IValidatableObject
{
    public const string Section = "Nats";

    /// <summary>A credentials file as <c>nsc</c> and Synadia make it: the user's JWT and his seed. Read at every connect, so that a new one needs no restart. Default none.</summary>
    [ReadableFile]
    public string? CredsFile { get; set; }

    /// <summary>A token instead of a user. Default none.</summary>
    public string? Token { get; set; }

    [ValidateObjectMembers]
    public NatsTlsOptions Tls { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CredsFile is { Length: > 0 } && Token is { Length: > 0 })
            yield return new ValidationResult($"{Section}:{nameof(CredsFile)} and {Section}:{nameof(Token)} are two ways to say who connects: give one.");
    }

    /// <summary>The client's options with these settings.</summary>
    internal NatsOpts ApplyTo(NatsOpts client) => client with { AuthOpts = Identity(client.AuthOpts), TlsOpts = Tls.ApplyTo(client.TlsOpts) };

    private NatsAuthOpts Identity(NatsAuthOpts auth)
    {
        if (CredsFile is { Length: > 0 } file)
            return auth with { AuthCredCallback = (_, _) => ValueTask.FromResult(NatsAuthCred.FromCredsFile(file)) };
        return Token is { Length: > 0 } ? auth with { Token = Token } : auth;
    }
}

[OptionsValidator]
internal sealed partial class NatsConnectionOptionsValidator : IValidateOptions<NatsConnectionOptions>;
