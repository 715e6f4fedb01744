using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BoxBox.Drills.Switching;

/// <summary>Lets through who shows the key; compares in constant time, whatever was shown.</summary>
internal sealed class DrillKeyFilter(IOptions<DrillOptions> options) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    private readonly byte[] key = Digest(options.Value.Key!);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (Shows(http.Request.Headers.Authorization.ToString()))
            return await next(context);

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return TypedResults.Problem("The drills need the header Authorization: Bearer KEY, with the key of Drills:Key.", statusCode: StatusCodes.Status401Unauthorized);
    }

    private bool Shows(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Digest(authorization[Scheme.Length..]), key);

    // Digests have one length, so that the comparison does not tell the key's.
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
