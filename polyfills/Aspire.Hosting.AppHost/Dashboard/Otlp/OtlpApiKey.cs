using System.Security.Cryptography;
using System.Text;

namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>The key that senders of telemetry must show, where one is set.</summary>
internal sealed class OtlpApiKey(string? key)
{
    public const string Header = "x-otlp-api-key";

    public bool Fits(string? shown) =>
        string.IsNullOrEmpty(key) || (shown is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(key)));
}
