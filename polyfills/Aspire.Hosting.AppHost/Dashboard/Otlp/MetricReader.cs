using Aspire.Hosting.Dashboard.Telemetry;
using Aspire.Hosting.Dashboard.Telemetry.Metrics;
using Google.Protobuf.Collections;
using OpenTelemetry.Proto;
using Exemplar = Aspire.Hosting.Dashboard.Telemetry.Metrics.Exemplar;

namespace Aspire.Hosting.Dashboard.Otlp;

/// <summary>Takes metrics.</summary>
internal sealed class MetricReader(TelemetryStore store, OtlpFields fields)
{
    // The flag of a point without a value.
    private const uint NoValue = 1;

    public Received Receive(ExportMetricsServiceRequest request)
    {
        var items = new Items<Measurement>();
        foreach (var resource in request.ResourceMetrics)
        {
            var sender = fields.Sender(resource.Resource);
            foreach (var scope in resource.ScopeMetrics)
            {
                foreach (var metric in scope.Metrics)
                {
                    Read(metric, sender, fields.Name(scope.Scope?.Name ?? ""), items);
                }
            }
        }

        store.Metrics.Add(items.Taken);
        return items.Outcome;
    }

    private void Read(Metric metric, Sender sender, string meter, Items<Measurement> items)
    {
        var id = new InstrumentId(sender.Service, meter, fields.Name(metric.Name));
        switch (metric.DataCase)
        {
            case Metric.DataOneofCase.Gauge:
                ReadNumbers(metric.Gauge.DataPoints, InstrumentKind.Gauge, isDelta: false);
                break;
            case Metric.DataOneofCase.Sum:
                ReadNumbers(metric.Sum.DataPoints, metric.Sum.IsMonotonic ? InstrumentKind.Counter : InstrumentKind.UpDownCounter, IsDelta(metric.Sum.AggregationTemporality));
                break;
            case Metric.DataOneofCase.Histogram:
                ReadAll(metric.Histogram.DataPoints, point => point.Flags, point => Measured(InstrumentKind.Histogram, point.Attributes, point.StartTimeUnixNano, point.TimeUnixNano, point.Exemplars) with
                {
                    IsDelta = IsDelta(metric.Histogram.AggregationTemporality),
                    Distribution = DistributionReader.Read(point),
                });
                break;
            case Metric.DataOneofCase.ExponentialHistogram:
                ReadAll(metric.ExponentialHistogram.DataPoints, point => point.Flags, point => Measured(InstrumentKind.Histogram, point.Attributes, point.StartTimeUnixNano, point.TimeUnixNano, point.Exemplars) with
                {
                    IsDelta = IsDelta(metric.ExponentialHistogram.AggregationTemporality),
                    Distribution = DistributionReader.Read(point),
                });
                break;
            default:
                items.Read(() => throw new BadItemException($"metric '{id.Name}': only gauge, sum, histogram and exponential_histogram are taken; got {metric.DataCase}."));
                break;
        }

        void ReadNumbers(RepeatedField<NumberDataPoint> points, InstrumentKind kind, bool isDelta) =>
            ReadAll(points, point => point.Flags, point => Measured(kind, point.Attributes, point.StartTimeUnixNano, point.TimeUnixNano, point.Exemplars) with { IsDelta = isDelta, Value = ValueOf(point) });

        void ReadAll<T>(RepeatedField<T> points, Func<T, uint> flags, Func<T, Measurement> read)
        {
            foreach (var point in points.Where(point => (flags(point) & NoValue) == 0))
            {
                items.Read(() => read(point));
            }
        }

        Measurement Measured(InstrumentKind kind, RepeatedField<KeyValue> attributes, ulong since, ulong at, RepeatedField<OpenTelemetry.Proto.Exemplar> exemplars) => new()
        {
            Instrument = id,
            Kind = kind,
            Unit = fields.Name(metric.Unit),
            Description = fields.Text.Cut(metric.Description),
            Sender = sender,
            Tags = [.. fields.Text.Tags(attributes, fields.Text.Budget()).OrderBy(tag => tag.Key, StringComparer.Ordinal)],
            Since = OtlpFields.Time(since),
            At = at != 0 ? OtlpFields.Time(at) : throw new BadItemException($"metric '{id.Name}': time_unix_nano must not be 0."),
            IsDelta = false,
            Exemplars = [.. exemplars.Where(exemplar => exemplar.TraceId.Length == 16 && exemplar.SpanId.Length == 8).Take(store.Limits.Tags).Select(Read)],
        };
    }

    private static double ValueOf(NumberDataPoint point)
    {
        var value = point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble;
        return double.IsFinite(value) ? value : throw new BadItemException($"as_double must be finite; got {value}.");
    }

    private static Exemplar Read(OpenTelemetry.Proto.Exemplar exemplar) => new(
        OtlpFields.Time(exemplar.TimeUnixNano),
        exemplar.ValueCase == OpenTelemetry.Proto.Exemplar.ValueOneofCase.AsInt ? exemplar.AsInt : exemplar.AsDouble,
        Convert.ToHexStringLower(exemplar.TraceId.Span),
        Convert.ToHexStringLower(exemplar.SpanId.Span));

    private static bool IsDelta(AggregationTemporality temporality) => temporality == AggregationTemporality.Delta;
}
