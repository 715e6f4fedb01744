using System.Buffers;

namespace NATS.Client.Core.Internal;

/// <summary>Reads headers and payload; what fails is noted in the headers, so that one bad message harms no other.</summary>
internal static class MsgReader
{
    public static NatsHeaders ReadHeaders(in ReadOnlySequence<byte> buffer, NatsHeaderParser parser)
    {
        var headers = new NatsHeaders();
        try
        {
            if (!parser.ParseHeaders(new SequenceReader<byte>(buffer), headers))
                throw new NatsException("Error parsing headers");
        }
        catch (Exception e)
        {
            headers.Error = new NatsHeaderParseException(buffer.ToArray(), e);
        }

        return headers;
    }

    public static T? Deserialize<T>(in ReadOnlySequence<byte> payload, INatsDeserialize<T> serializer, ref NatsHeaders? headers)
    {
        try
        {
            return serializer.Deserialize(payload);
        }
        catch (Exception e)
        {
            headers ??= new NatsHeaders();
            headers.Error = new NatsDeserializeException(payload.ToArray(), e);
            return default;
        }
    }
}
