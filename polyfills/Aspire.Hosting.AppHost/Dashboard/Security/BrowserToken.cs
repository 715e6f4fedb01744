using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard.Security;

/// <summary>The secret in the printed address, and the cookie that a browser gets for it.</summary>
internal sealed class BrowserToken(string? configured)
{
    private static readonly TimeSpan CookieLifetime = TimeSpan.FromDays(3);

    public string Value { get; } = configured ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public bool Fits(string? shown) => shown is not null && Same(shown, Value);

    public bool IsKnown(HttpRequest request) => request.Cookies[CookieName(request)] is { } cookie && Same(cookie, Session());

    public void Remember(HttpContext context) => context.Response.Cookies.Append(CookieName(context.Request), Session(), new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        IsEssential = true,
        MaxAge = CookieLifetime,
        Path = "/",
    });

    // Cookies do not know ports: two dashboards on one machine must not overwrite each other's.
    private static string CookieName(HttpRequest request) => $".Aspire.Dashboard.{request.Host.Port ?? 80}";

    // Derived, so that it outlives a restart with the same token, and does not give the token away.
    private string Session() => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Value), "session"u8));

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
