using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard.Pages;

/// <summary>
/// Markup, written as an interpolated string: what stands in the string is markup, what is put in is text and gets encoded.
/// So a value, however hostile, cannot become markup; attributes must be in double quotes.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder markup;

    public Html(int literalLength, int formattedCount) => markup = new StringBuilder(literalLength + (formattedCount * 16));

    public static Html Empty { get; } = $"";

    public void AppendLiteral(string literal) => markup.Append(literal);

    public void AppendFormatted(string? text) => markup.Append(text is null ? "" : Encoder.Encode(text));

    public void AppendFormatted(Html? part) => markup.Append(part?.markup);

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts)
        {
            markup.Append(part.markup);
        }
    }

    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable =>
        AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));

    /// <summary>Plain text, where a choice between markups needs one.</summary>
    public static Html Text(string text) => $"{text}";

    /// <returns>The part, or nothing.</returns>
    public static Html If(bool condition, Func<Html> part) => condition ? part() : Empty;

    public override string ToString() => markup.ToString();

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(ToString(), context.RequestAborted);
    }
}
