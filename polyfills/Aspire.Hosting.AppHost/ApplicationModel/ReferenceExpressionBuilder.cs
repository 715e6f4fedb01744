using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

public class ReferenceExpressionBuilder
{
    private readonly StringBuilder format;
    private readonly List<IValueProvider> valueProviders;
    private readonly List<string?> stringFormats;

    public ReferenceExpressionBuilder()
        : this(0, 0)
    {
    }

    internal ReferenceExpressionBuilder(int literalLength, int formattedCount)
    {
        format = new StringBuilder(literalLength + formattedCount * 3);
        valueProviders = new List<IValueProvider>(formattedCount);
        stringFormats = new List<string?>(formattedCount);
    }

    public bool IsEmpty => format.Length == 0;

    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler)
    {
        // The compiler has made the handler with this builder, and written into it already.
        handler.ThrowUnlessFor(this);
    }

    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);

        // Braces are the format's own holes.
        format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    public void AppendFormatted(string? value) => AppendFormatted(value, null);

    public void AppendFormatted(string? value, string? format = null)
    {
        if (value is not null)
        {
            AppendLiteral(format == "uri" ? Uri.EscapeDataString(value) : value);
        }
    }

    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider, null);

    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider
    {
        this.format.Append(CultureInfo.InvariantCulture, $"{{{valueProviders.Count}}}");
        valueProviders.Add(valueProvider);
        stringFormats.Add(format);
    }

    public void AppendValueProvider(object valueProvider, string? format = null)
    {
        ArgumentNullException.ThrowIfNull(valueProvider);
        if (valueProvider is not (IValueProvider and IManifestExpressionProvider))
        {
            throw new ArgumentException($"{valueProvider.GetType()} must implement both {nameof(IValueProvider)} and {nameof(IManifestExpressionProvider)}.", nameof(valueProvider));
        }

        this.format.Append(CultureInfo.InvariantCulture, $"{{{valueProviders.Count}}}");
        valueProviders.Add((IValueProvider)valueProvider);
        stringFormats.Add(format);
    }

    public ReferenceExpression Build() => new(format.ToString(), [.. valueProviders], [.. stringFormats]);

    /// <summary>Written by the compiler for <c>builder.Append($"…")</c>.</summary>
    [InterpolatedStringHandler]
    public ref struct ReferenceExpressionBuilderInterpolatedStringHandler(int literalLength, int formattedCount, ReferenceExpressionBuilder builder)
    {
        private readonly ReferenceExpressionBuilder builder = WithCapacity(builder, literalLength, formattedCount);

        public readonly void AppendLiteral(string value) => builder.AppendLiteral(value);

        public readonly void AppendFormatted(string? value) => builder.AppendFormatted(value);

        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider);

        public void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider, format);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider.Resource);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider.Resource, format);

        internal readonly void ThrowUnlessFor(ReferenceExpressionBuilder other)
        {
            if (builder != other)
            {
                throw new InvalidOperationException("The interpolated string was made for another builder.");
            }
        }

        private static ReferenceExpressionBuilder WithCapacity(ReferenceExpressionBuilder builder, int literalLength, int formattedCount)
        {
            builder.format.EnsureCapacity(builder.format.Length + literalLength);
            builder.valueProviders.EnsureCapacity(builder.valueProviders.Count + formattedCount);
            return builder;
        }
    }
}
