using System.Text.Json.Serialization;
using NATS.Client.JetStream.Models;

namespace NATS.Client.JetStream.Internal;

[JsonSourceGenerationOptions(Converters =
[
    typeof(SnakeCase<ConsumerConfigAckPolicy>),
    typeof(SnakeCase<ConsumerConfigDeliverPolicy>),
    typeof(SnakeCase<ConsumerConfigPriorityPolicy>),
    typeof(SnakeCase<ConsumerConfigReplayPolicy>),
    typeof(SnakeCase<ConsumerCreateAction>),
    typeof(SnakeCase<StreamConfigCompression>),
    typeof(SnakeCase<StreamConfigDiscard>),
    typeof(SnakeCase<StreamConfigPersistMode>),
    typeof(SnakeCase<StreamConfigRetention>),
    typeof(SnakeCase<StreamConfigStorage>),
])]
[JsonSerializable(typeof(AccountInfoResponse))]
[JsonSerializable(typeof(ApiError))]
[JsonSerializable(typeof(ConsumerCreateRequest))]
[JsonSerializable(typeof(ConsumerCreateResponse))]
[JsonSerializable(typeof(ConsumerDeleteResponse))]
[JsonSerializable(typeof(ConsumerGetnextRequest))]
[JsonSerializable(typeof(ConsumerInfoResponse))]
[JsonSerializable(typeof(ConsumerListRequest))]
[JsonSerializable(typeof(ConsumerListResponse))]
[JsonSerializable(typeof(ConsumerNamesRequest))]
[JsonSerializable(typeof(ConsumerNamesResponse))]
[JsonSerializable(typeof(ConsumerPauseRequest))]
[JsonSerializable(typeof(ConsumerPauseResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(PubAckResponse))]
[JsonSerializable(typeof(StreamConfig))]
[JsonSerializable(typeof(StreamCreateResponse))]
[JsonSerializable(typeof(StreamDeleteResponse))]
[JsonSerializable(typeof(StreamInfoRequest))]
[JsonSerializable(typeof(StreamInfoResponse))]
[JsonSerializable(typeof(StreamListRequest))]
[JsonSerializable(typeof(StreamListResponse))]
[JsonSerializable(typeof(StreamMsgDeleteRequest))]
[JsonSerializable(typeof(StreamMsgDeleteResponse))]
[JsonSerializable(typeof(StreamMsgGetRequest))]
[JsonSerializable(typeof(StreamMsgGetResponse))]
[JsonSerializable(typeof(StreamNamesRequest))]
[JsonSerializable(typeof(StreamNamesResponse))]
[JsonSerializable(typeof(StreamPurgeRequest))]
[JsonSerializable(typeof(StreamPurgeResponse))]
[JsonSerializable(typeof(StreamUpdateResponse))]
internal sealed partial class JetStreamJson : JsonSerializerContext;
